-- The audit index: by what the changes of the log are found, and who changed which field. Derived and disposable, as views are, with a
-- checkpoint of its own: it follows the whole log, not one stream.

CREATE SCHEMA audit;

CREATE TABLE audit.checkpoint (
    id SMALLINT NOT NULL,
    position BIGINT NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT checkpoint_pkey PRIMARY KEY (id)
);

INSERT INTO audit.checkpoint (id, position, version) VALUES (1, 0, 1);

CREATE TABLE audit.place (
    id SERIAL NOT NULL,
    cluster TEXT NOT NULL,
    namespace TEXT NOT NULL,

    CONSTRAINT place_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX place_cluster_namespace_key ON audit.place (cluster, namespace);

CREATE TABLE audit.block (
    block INTEGER NOT NULL,
    earliest TIMESTAMPTZ(3) NOT NULL,
    latest TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT block_pkey PRIMARY KEY (block)
);

CREATE TABLE audit.entry (
    change BIGINT NOT NULL,
    place_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    occurred_at TIMESTAMPTZ(3) NOT NULL,
    terms TSVECTOR NOT NULL,

    CONSTRAINT entry_pkey PRIMARY KEY (change)
);

-- Without a list of what is still to be sorted in: each search would read all of it.
CREATE INDEX entry_terms_idx ON audit.entry USING GIN (terms) WITH (fastupdate = off);

-- In byte order, so that those that begin alike stand together.
CREATE TABLE audit.image (
    reference TEXT COLLATE "C" NOT NULL,

    CONSTRAINT image_pkey PRIMARY KEY (reference)
);

CREATE TABLE audit.field_change (
    stream_id INTEGER NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    change BIGINT NOT NULL,
    before JSON,
    after JSON,

    CONSTRAINT field_change_pkey PRIMARY KEY (stream_id, path, change)
);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT USAGE ON SCHEMA audit TO rollbook_service;
        GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA audit TO rollbook_service;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA audit TO rollbook_service;
    END IF;
END
$$;
