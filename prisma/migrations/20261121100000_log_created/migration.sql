-- The log: what happened, in one order, for ever. Only libs/postgres' group commit writes here (docs/adr/0001).

CREATE SCHEMA IF NOT EXISTS log;

CREATE TABLE log.stream (
    id INTEGER NOT NULL,
    cluster TEXT NOT NULL,
    namespace TEXT NOT NULL,
    name TEXT NOT NULL,
    uid TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ended_at BIGINT,

    CONSTRAINT stream_pkey PRIMARY KEY (id)
);

CREATE TABLE log.actor (
    id INTEGER NOT NULL,
    digest BYTEA NOT NULL,
    body JSON NOT NULL,

    CONSTRAINT actor_pkey PRIMARY KEY (id)
);

CREATE TABLE log.provenance (
    id INTEGER NOT NULL,
    digest BYTEA NOT NULL,
    body JSON NOT NULL,

    CONSTRAINT provenance_pkey PRIMARY KEY (id)
);

CREATE TABLE log.change (
    id BIGINT NOT NULL,
    occurred_at TIMESTAMPTZ(3) NOT NULL,
    recorded_at TIMESTAMPTZ(3) NOT NULL,
    stream_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    provenance_id INTEGER,
    event_count SMALLINT NOT NULL,
    source TEXT NOT NULL,
    session TEXT,
    cause TEXT,
    summary TEXT NOT NULL,
    idempotency_key TEXT,
    idempotency_request BYTEA,

    CONSTRAINT change_pkey PRIMARY KEY (id)
);

CREATE TABLE log.event (
    position BIGINT NOT NULL,
    change_id BIGINT NOT NULL,
    stream_id INTEGER NOT NULL,
    stream_position INTEGER NOT NULL,
    schema_version SMALLINT NOT NULL,
    type TEXT NOT NULL,
    payload JSON NOT NULL,
    template_hash BYTEA,
    leaf_hash BYTEA NOT NULL,

    CONSTRAINT event_pkey PRIMARY KEY (position)
);

CREATE TABLE log.pod_template (
    hash BYTEA NOT NULL,
    base BYTEA,
    body BYTEA NOT NULL,

    CONSTRAINT pod_template_pkey PRIMARY KEY (hash)
);

CREATE INDEX stream_cluster_namespace_name_id_idx ON log.stream(cluster, namespace, name, id);

CREATE UNIQUE INDEX stream_uid_cluster_key ON log.stream(uid, cluster);

CREATE UNIQUE INDEX provenance_digest_key ON log.provenance(digest);

CREATE UNIQUE INDEX actor_digest_key ON log.actor(digest);

CREATE INDEX change_stream_id_occurred_at_id_idx ON log.change(stream_id, occurred_at, id);

CREATE INDEX change_actor_id_id_idx ON log.change(actor_id, id);

CREATE INDEX change_recorded_at_idx ON log.change USING BRIN (recorded_at);

CREATE INDEX event_stream_id_type_stream_position_idx ON log.event(stream_id, type, stream_position);

CREATE UNIQUE INDEX event_stream_id_stream_position_key ON log.event(stream_id, stream_position);

-- One living incarnation of a name; the dead ones keep their rows.
CREATE UNIQUE INDEX stream_living_name_key ON log.stream(cluster, namespace, name) WHERE ended_at IS NULL;

CREATE UNIQUE INDEX change_idempotency_key_key ON log.change(idempotency_key) WHERE idempotency_key IS NOT NULL;

-- Bodies are deflated already: trying again costs time and saves nothing.
ALTER TABLE log.pod_template ALTER COLUMN body SET STORAGE EXTERNAL;

-- Append-only. Statement triggers refuse even what matches no row; row triggers hold where statement triggers do not
-- run (rows applied by logical replication). ALWAYS: session_replication_role does not switch them off.
CREATE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.% is append-only: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE FUNCTION log.refuse_stream_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
        AND (NEW.id, NEW.cluster, NEW.namespace, NEW.name, NEW.uid, NEW.opened_at)
          = (OLD.id, OLD.cluster, OLD.namespace, OLD.name, OLD.uid, OLD.opened_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'log.stream is append-only: only ended_at may be set, and once'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER stream_refuses_change BEFORE UPDATE ON log.stream
    FOR EACH ROW EXECUTE FUNCTION log.refuse_stream_change();
ALTER TABLE log.stream ENABLE ALWAYS TRIGGER stream_refuses_change;
CREATE TRIGGER stream_refuses_removal BEFORE DELETE OR TRUNCATE ON log.stream
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.stream ENABLE ALWAYS TRIGGER stream_refuses_removal;
CREATE TRIGGER stream_refuses_row_removal BEFORE DELETE ON log.stream
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.stream ENABLE ALWAYS TRIGGER stream_refuses_row_removal;

CREATE TRIGGER actor_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.actor
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.actor ENABLE ALWAYS TRIGGER actor_refuses_change;
CREATE TRIGGER actor_refuses_row_change BEFORE UPDATE OR DELETE ON log.actor
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.actor ENABLE ALWAYS TRIGGER actor_refuses_row_change;

CREATE TRIGGER provenance_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.provenance
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.provenance ENABLE ALWAYS TRIGGER provenance_refuses_change;
CREATE TRIGGER provenance_refuses_row_change BEFORE UPDATE OR DELETE ON log.provenance
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.provenance ENABLE ALWAYS TRIGGER provenance_refuses_row_change;

CREATE TRIGGER change_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.change
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.change ENABLE ALWAYS TRIGGER change_refuses_change;
CREATE TRIGGER change_refuses_row_change BEFORE UPDATE OR DELETE ON log.change
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.change ENABLE ALWAYS TRIGGER change_refuses_row_change;

CREATE TRIGGER event_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.event
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_refuses_change;
CREATE TRIGGER event_refuses_row_change BEFORE UPDATE OR DELETE ON log.event
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_refuses_row_change;

CREATE TRIGGER pod_template_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.pod_template
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.pod_template ENABLE ALWAYS TRIGGER pod_template_refuses_change;
CREATE TRIGGER pod_template_refuses_row_change BEFORE UPDATE OR DELETE ON log.pod_template
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.pod_template ENABLE ALWAYS TRIGGER pod_template_refuses_row_change;

-- The role the service should run as in production: it can add to the log and read it, and no more. It cannot log in
-- itself: grant it to a login role. Where this user may not create roles, a role that exists already is used.
DO $$
BEGIN
    CREATE ROLE rollbook_service NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
    NULL;
END
$$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT USAGE ON SCHEMA log TO rollbook_service;
        GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA log TO rollbook_service;
        GRANT UPDATE (ended_at) ON log.stream TO rollbook_service;
    END IF;
END
$$;
