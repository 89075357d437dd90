-- What clusters told, until it is decided on.

CREATE SCHEMA IF NOT EXISTS inbox;

CREATE TABLE inbox.batch (
    id BIGSERIAL NOT NULL,
    cluster TEXT NOT NULL,
    source TEXT NOT NULL,
    received_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    bytes INTEGER NOT NULL,
    body BYTEA NOT NULL,
    done_at TIMESTAMPTZ(3),
    set_aside TEXT,

    CONSTRAINT batch_pkey PRIMARY KEY (id)
);

CREATE TABLE inbox.fact (
    id BIGSERIAL NOT NULL,
    cluster TEXT NOT NULL,
    namespace TEXT NOT NULL,
    name TEXT NOT NULL,
    digest BYTEA NOT NULL,
    audit_id TEXT,
    due_at TIMESTAMPTZ(3) NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending',
    reason TEXT,
    settled_at TIMESTAMPTZ(3),

    CONSTRAINT fact_pkey PRIMARY KEY (id)
);

CREATE TABLE inbox.tally (
    cluster TEXT NOT NULL,
    outcome TEXT NOT NULL,
    count BIGINT NOT NULL,
    last_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT tally_pkey PRIMARY KEY (cluster, outcome)
);

CREATE UNIQUE INDEX fact_cluster_digest_key ON inbox.fact(cluster, digest);

CREATE INDEX fact_cluster_audit_id_idx ON inbox.fact(cluster, audit_id);

-- What is open is little; what is done is looked at by nobody but who removes it.
CREATE INDEX batch_open_idx ON inbox.batch(id) INCLUDE (bytes) WHERE done_at IS NULL;
CREATE INDEX batch_done_idx ON inbox.batch(done_at) WHERE done_at IS NOT NULL;
CREATE INDEX fact_open_idx ON inbox.fact(cluster, namespace, name) WHERE state IN ('pending', 'waiting', 'nothing');
CREATE INDEX fact_due_idx ON inbox.fact(due_at) WHERE state = 'pending';
CREATE INDEX fact_settled_idx ON inbox.fact(settled_at) WHERE settled_at IS NOT NULL;

-- Bodies are deflated already.
ALTER TABLE inbox.batch ALTER COLUMN body SET STORAGE EXTERNAL;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT USAGE ON SCHEMA inbox TO rollbook_service;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA inbox TO rollbook_service;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA inbox TO rollbook_service;
    END IF;
END
$$;
