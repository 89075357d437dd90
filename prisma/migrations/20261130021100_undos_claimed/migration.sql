-- Which agent is carrying out an undo.
CREATE TABLE watch.undo_claim (
    change_id BIGINT NOT NULL,
    agent TEXT NOT NULL,
    until TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT undo_claim_pkey PRIMARY KEY (change_id)
);

-- Few: an agent asks for them again and again.
CREATE INDEX event_undo_requested_idx ON log.event(change_id) WHERE type = 'ClusterUndoRequested';

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON watch.undo_claim TO rollbook_service;
    END IF;
END
$$;
