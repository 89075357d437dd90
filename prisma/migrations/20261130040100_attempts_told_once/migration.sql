-- What a cluster tells of a failure may come twice, from its webhook and from its files.
ALTER TABLE log.attempt ADD COLUMN told BYTEA;

CREATE UNIQUE INDEX attempt_told_key ON log.attempt(told);
