-- A value is REAL for a number, INTEGER 0 or 1 for a truth, TEXT for a word: its columns have no type, so that nothing is converted.
-- `at` is in nanoseconds since 1970-01-01 UTC; `time`, `fine` and `coarse` are in milliseconds.
CREATE TABLE series (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    device   TEXT NOT NULL,
    node     TEXT NOT NULL,
    property TEXT NOT NULL,
    at       INTEGER NOT NULL,
    value    NOT NULL,
    fine     INTEGER NOT NULL,
    coarse   INTEGER NOT NULL,
    UNIQUE (device, node, property)
);
CREATE TABLE samples (
    series INTEGER NOT NULL,
    time   INTEGER NOT NULL,
    value  NOT NULL,
    PRIMARY KEY (series, time)
) WITHOUT ROWID;
-- Series whose samples are still to be deleted, a few at a time.
CREATE TABLE gone (
    series INTEGER PRIMARY KEY
);
