-- The alarm as it stands: one row. `json` is PanelForm.
CREATE TABLE panel (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    json    TEXT NOT NULL
);
-- What an incident is, and what was armed when it began; without a row a burglary with nothing armed.
CREATE TABLE incident_kind (
    since INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL,
    mode  TEXT
);
-- What said it, where that was not the incident's own cause.
CREATE TABLE happening_cause (
    incident INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    device   TEXT NOT NULL,
    node     TEXT NOT NULL,
    property TEXT NOT NULL,
    PRIMARY KEY (incident, place)
) WITHOUT ROWID;
-- Each line's seal: SHA-256 over the seal before it and the line. The first row may be of a line that was deleted for its age.
CREATE TABLE seal (
    id   INTEGER PRIMARY KEY,
    hash BLOB NOT NULL
);
