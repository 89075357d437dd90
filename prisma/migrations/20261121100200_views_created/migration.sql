-- Views: derived from the log by the worker, disposable.

-- Lets one GiST index hold a stream's number beside a range of time.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA IF NOT EXISTS view;

CREATE TABLE view.checkpoint (
    stream_id INTEGER NOT NULL,
    stream_position INTEGER NOT NULL,
    position BIGINT NOT NULL,
    snapshot JSON,
    version INTEGER NOT NULL,
    parked_reason TEXT,
    parked_at TIMESTAMPTZ(3),

    CONSTRAINT checkpoint_pkey PRIMARY KEY (stream_id)
);

CREATE TABLE view.deployment (
    stream_id INTEGER NOT NULL,
    cluster TEXT NOT NULL,
    namespace TEXT NOT NULL,
    name TEXT NOT NULL,
    uid TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    created_change BIGINT NOT NULL,
    deleted_at TIMESTAMPTZ(3),
    deleted_change BIGINT,
    labels JSONB NOT NULL,
    annotations JSONB NOT NULL,
    images TEXT[],
    spec JSONB NOT NULL,
    template_hash BYTEA NOT NULL,
    last_change BIGINT NOT NULL,
    last_changed_at TIMESTAMPTZ(3) NOT NULL,
    position BIGINT NOT NULL,

    CONSTRAINT deployment_pkey PRIMARY KEY (stream_id)
);

CREATE TABLE view.deployment_span (
    stream_id INTEGER NOT NULL,
    valid_from TIMESTAMPTZ(3) NOT NULL,
    valid_to TIMESTAMPTZ(3) NOT NULL,
    generation INTEGER NOT NULL,
    revision INTEGER,
    status JSONB NOT NULL,

    CONSTRAINT deployment_span_pkey PRIMARY KEY (stream_id,valid_from)
);

CREATE TABLE view.replica_set_span (
    stream_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    valid_from TIMESTAMPTZ(3) NOT NULL,
    valid_to TIMESTAMPTZ(3) NOT NULL,
    uid TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    pod_template_hash TEXT NOT NULL,
    template_hash BYTEA NOT NULL,
    revision INTEGER,
    annotations JSONB NOT NULL,
    generation INTEGER NOT NULL,
    desired INTEGER NOT NULL,
    current INTEGER NOT NULL,
    ready INTEGER NOT NULL,
    available INTEGER NOT NULL,
    terminating INTEGER NOT NULL,

    CONSTRAINT replica_set_span_pkey PRIMARY KEY (stream_id,name,valid_from)
);

CREATE TABLE view.pod_span (
    stream_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    valid_from TIMESTAMPTZ(3) NOT NULL,
    valid_to TIMESTAMPTZ(3) NOT NULL,
    replica_set TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    status TEXT NOT NULL,
    ready BOOLEAN NOT NULL,
    deleted_at TIMESTAMPTZ(3),
    node TEXT,
    ip TEXT,

    CONSTRAINT pod_span_pkey PRIMARY KEY (stream_id,name,valid_from)
);

CREATE TABLE view.revision (
    stream_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL,
    change BIGINT NOT NULL,
    template_hash BYTEA NOT NULL,
    pod_template_hash TEXT NOT NULL,
    replica_set TEXT NOT NULL,
    images TEXT[],
    restored_from INTEGER,
    superseded_by INTEGER,
    superseded_at TIMESTAMPTZ(3),
    forgotten_at TIMESTAMPTZ(3),

    CONSTRAINT revision_pkey PRIMARY KEY (stream_id,number,created_at)
);

CREATE TABLE view.rollout (
    stream_id INTEGER NOT NULL,
    change BIGINT NOT NULL,
    from_revision INTEGER,
    to_revision INTEGER NOT NULL,
    started_at TIMESTAMPTZ(3) NOT NULL,
    ended_at TIMESTAMPTZ(3),
    outcome TEXT,
    lowest_available INTEGER NOT NULL,
    most_pods INTEGER NOT NULL,
    steps JSONB NOT NULL,

    CONSTRAINT rollout_pkey PRIMARY KEY (stream_id,to_revision,started_at)
);

CREATE TABLE view.controller_event (
    stream_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at TIMESTAMPTZ(3) NOT NULL,
    type TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    object TEXT NOT NULL,
    source TEXT NOT NULL,

    CONSTRAINT controller_event_pkey PRIMARY KEY (stream_id,number)
);

CREATE INDEX deployment_cluster_namespace_name_idx ON view.deployment(cluster, namespace, name);

CREATE INDEX deployment_name_prefix_idx ON view.deployment(name text_pattern_ops);

CREATE INDEX deployment_labels_idx ON view.deployment USING GIN (labels jsonb_path_ops);

CREATE INDEX deployment_images_idx ON view.deployment USING GIN (images);

CREATE INDEX revision_stream_id_created_at_idx ON view.revision(stream_id, created_at);

CREATE INDEX rollout_stream_id_started_at_idx ON view.rollout(stream_id, started_at);

CREATE INDEX revision_images_idx ON view.revision USING GIN (images);

-- What held at a moment: valid_from inclusive, valid_to exclusive.
CREATE INDEX deployment_span_during_idx ON view.deployment_span USING GIST (stream_id, tstzrange(valid_from, valid_to));

CREATE INDEX replica_set_span_during_idx ON view.replica_set_span USING GIST (stream_id, tstzrange(valid_from, valid_to));

CREATE INDEX pod_span_during_idx ON view.pod_span USING GIST (stream_id, tstzrange(valid_from, valid_to));

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT USAGE, CREATE ON SCHEMA view TO rollbook_service;
        GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA view TO rollbook_service;
    END IF;
END
$$;
