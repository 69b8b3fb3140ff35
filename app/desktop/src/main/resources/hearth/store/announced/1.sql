-- What devices announced, in the order of `id`. `heard` is in nanoseconds since 1970-01-01 UTC.
CREATE TABLE announcement (
    id       INTEGER PRIMARY KEY,
    place    TEXT NOT NULL UNIQUE,
    topic    TEXT NOT NULL,
    payload  BLOB NOT NULL,
    retained INTEGER NOT NULL,
    heard    INTEGER NOT NULL
);
