-- What a rule has begun and not finished; `json` is UnfinishedForm.
CREATE TABLE unfinished (
    rule TEXT PRIMARY KEY,
    json TEXT NOT NULL
);
-- Scenes and rules as they were from then on, for 30 days; `json` is AutomationsForm.
CREATE TABLE version (
    at   INTEGER PRIMARY KEY,
    json TEXT NOT NULL
);
-- Who wished for what a line tells; `json` is WhyForm. It explains the line and is no part of its seal.
CREATE TABLE why (
    id   INTEGER PRIMARY KEY,
    json TEXT NOT NULL
);
CREATE INDEX entry_device ON entry (device, id);
