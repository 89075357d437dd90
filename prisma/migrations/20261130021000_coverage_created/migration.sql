-- When which source told of a cluster without a gap.
CREATE SCHEMA IF NOT EXISTS watch;

CREATE TABLE watch.coverage (
    id SERIAL NOT NULL,
    cluster TEXT NOT NULL,
    source TEXT NOT NULL,
    namespaces TEXT[],
    since TIMESTAMPTZ(3) NOT NULL,
    until TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT coverage_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX coverage_cluster_source_namespaces_since_key ON watch.coverage(cluster, source, namespaces, since);

CREATE INDEX coverage_cluster_until_idx ON watch.coverage(cluster, until);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT USAGE ON SCHEMA watch TO rollbook_service;
        GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA watch TO rollbook_service;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA watch TO rollbook_service;
    END IF;
END
$$;
