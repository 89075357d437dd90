-- Which Deployments asked for which image, from when to when.

-- The newest moment of a stream's changes: one that comes before it was told late.
CREATE TABLE audit.stream (
    stream_id INTEGER NOT NULL,
    last_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT stream_pkey PRIMARY KEY (stream_id)
);

CREATE TABLE audit.image_run (
    stream_id INTEGER NOT NULL,
    container TEXT NOT NULL,
    brought_in BIGINT NOT NULL,
    taken_out BIGINT,
    since TIMESTAMPTZ(3) NOT NULL,
    until TIMESTAMPTZ(3) NOT NULL,
    image TEXT NOT NULL,
    terms TEXT[],

    CONSTRAINT image_run_pkey PRIMARY KEY (stream_id, container, brought_in)
);

CREATE INDEX image_run_terms_idx ON audit.image_run USING GIN (terms) WITH (fastupdate = off);

-- From `since` inclusive to `until` exclusive.
CREATE INDEX image_run_during_idx ON audit.image_run USING GIST (tstzrange(since, until));

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON audit.stream, audit.image_run TO rollbook_service;
    END IF;
END
$$;
