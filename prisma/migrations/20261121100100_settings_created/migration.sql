-- What people set: tokens, and the settings of clusters, newest row first.

CREATE SCHEMA IF NOT EXISTS setting;

CREATE TABLE setting.api_token (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    digest BYTEA NOT NULL,
    subject TEXT NOT NULL,
    groups TEXT[],
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(3),
    revoked_at TIMESTAMPTZ(3),

    CONSTRAINT api_token_pkey PRIMARY KEY (id)
);

CREATE TABLE setting.pod_life_setting (
    id SERIAL NOT NULL,
    cluster TEXT NOT NULL,
    namespace TEXT,
    image_pattern TEXT,
    start_seconds DOUBLE PRECISION NOT NULL,
    termination_seconds DOUBLE PRECISION NOT NULL,
    never_ready BOOLEAN NOT NULL,
    set_by TEXT NOT NULL,
    set_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT pod_life_setting_pkey PRIMARY KEY (id)
);

CREATE TABLE setting.cluster_setting (
    id SERIAL NOT NULL,
    cluster TEXT NOT NULL,
    kubernetes_release TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT cluster_setting_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX api_token_digest_key ON setting.api_token(digest);

CREATE INDEX pod_life_setting_cluster_id_idx ON setting.pod_life_setting(cluster, id);

CREATE INDEX cluster_setting_cluster_id_idx ON setting.cluster_setting(cluster, id);

-- Settings decide what replay says: each one ever set stays.
CREATE TRIGGER pod_life_setting_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON setting.pod_life_setting
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE setting.pod_life_setting ENABLE ALWAYS TRIGGER pod_life_setting_refuses_change;

CREATE TRIGGER cluster_setting_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON setting.cluster_setting
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE setting.cluster_setting ENABLE ALWAYS TRIGGER cluster_setting_refuses_change;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT USAGE ON SCHEMA setting TO rollbook_service;
        GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA setting TO rollbook_service;
        GRANT UPDATE ON setting.api_token TO rollbook_service;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA setting TO rollbook_service;
    END IF;
END
$$;
