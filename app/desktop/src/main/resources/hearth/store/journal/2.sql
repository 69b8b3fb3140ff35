-- What people were told, one row for each notice and channel. Places are lines; `moment` and `reason` belong to the state.
CREATE TABLE delivery (
    id       INTEGER PRIMARY KEY,
    channel  TEXT NOT NULL,
    person   TEXT NOT NULL,
    step     INTEGER NOT NULL,
    queued   INTEGER NOT NULL,
    about    INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    what     TEXT NOT NULL,
    places   TEXT NOT NULL,
    count    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    drill    INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    state    TEXT NOT NULL,
    moment   INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    answer   TEXT NOT NULL
);
CREATE INDEX delivery_channel ON delivery (channel, id);
