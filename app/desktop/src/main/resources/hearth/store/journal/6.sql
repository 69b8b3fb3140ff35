-- What became of a rule's last runs; `json` is TraceForm, oldest first.
CREATE TABLE trace (
    rule TEXT PRIMARY KEY,
    json TEXT NOT NULL
);
