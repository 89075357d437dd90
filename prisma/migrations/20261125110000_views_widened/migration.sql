-- What objects of the Kubernetes API show, and the views did not keep; the views are rebuilt for it.

ALTER TABLE view.deployment ADD COLUMN gone_at TIMESTAMPTZ(3);

ALTER TABLE view.replica_set_span
    ADD COLUMN observed_generation INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN min_ready_seconds INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN conditions JSONB,
    ADD COLUMN deleted_at TIMESTAMPTZ(3),
    ADD COLUMN orphaned BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE view.pod_span ADD COLUMN ready_since TIMESTAMPTZ(3);

ALTER TABLE view.controller_event
    ADD COLUMN name TEXT NOT NULL DEFAULT '',
    ADD COLUMN is_new BOOLEAN NOT NULL DEFAULT true,
    ADD COLUMN count INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN first_at TIMESTAMPTZ(3),
    ADD COLUMN uid TEXT NOT NULL DEFAULT '';

-- Deployments in the order of lists: those that live, and of the others those that still have something.
CREATE INDEX deployment_living_idx ON view.deployment (cluster, namespace COLLATE "C", name COLLATE "C", stream_id)
    WHERE deleted_at IS NULL;

CREATE INDEX deployment_leaving_idx ON view.deployment (cluster, gone_at) WHERE deleted_at IS NOT NULL;

-- What was said of a stream lately.
CREATE INDEX controller_event_stream_id_at_idx ON view.controller_event (stream_id, at);
