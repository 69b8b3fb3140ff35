-- Times are nanoseconds since 1970-01-01 UTC. Later versions only add: an older program must be able to go on with the file.
CREATE TABLE entry (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    device TEXT,
    detail TEXT NOT NULL
);
CREATE TABLE incident (
    since        INTEGER PRIMARY KEY,
    device       TEXT NOT NULL,
    node         TEXT NOT NULL,
    property     TEXT NOT NULL,
    word         TEXT NOT NULL,
    zone         TEXT,
    silenced     INTEGER NOT NULL,
    acknowledged INTEGER
);
CREATE TABLE happening (
    incident INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    word     TEXT NOT NULL,
    zone     TEXT,
    PRIMARY KEY (incident, place)
) WITHOUT ROWID;
