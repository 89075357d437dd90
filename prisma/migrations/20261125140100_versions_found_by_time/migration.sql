-- The newest change recorded by a moment is part of every resourceVersion.

CREATE INDEX change_recorded_at_id_idx ON log.change (recorded_at, id);

DROP INDEX log.change_recorded_at_idx;
