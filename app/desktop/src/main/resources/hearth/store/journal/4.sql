-- What kind of alarm it is about.
ALTER TABLE delivery ADD COLUMN nature TEXT NOT NULL DEFAULT 'BURGLARY';
