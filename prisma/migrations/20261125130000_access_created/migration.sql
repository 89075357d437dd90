-- Who may do what, and what was refused to whom.

CREATE TABLE setting.role_binding (
    id SERIAL NOT NULL,
    role TEXT NOT NULL,
    subjects TEXT[],
    groups TEXT[],
    cluster TEXT NOT NULL,
    namespace TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_by TEXT,
    ended_at TIMESTAMPTZ(3),

    CONSTRAINT role_binding_pkey PRIMARY KEY (id)
);

CREATE TABLE log.attempt (
    id BIGSERIAL NOT NULL,
    at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    door TEXT NOT NULL,
    subject TEXT,
    groups TEXT[],
    impersonator TEXT,
    operation TEXT NOT NULL,
    cluster TEXT,
    namespace TEXT,
    name TEXT,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    address TEXT,
    user_agent TEXT,

    CONSTRAINT attempt_pkey PRIMARY KEY (id)
);

CREATE INDEX attempt_cluster_namespace_id_idx ON log.attempt(cluster, namespace, id);

CREATE INDEX attempt_subject_id_idx ON log.attempt(subject, id);

CREATE INDEX attempt_at_idx ON log.attempt USING BRIN (at);

-- A binding is never altered but for its end, which is set once. Names may be let go of: a person can be erased.
CREATE FUNCTION setting.refuse_binding_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.role, NEW.groups, NEW.cluster, NEW.namespace, NEW.made_at)
          IS DISTINCT FROM (OLD.id, OLD.role, OLD.groups, OLD.cluster, OLD.namespace, OLD.made_at)
        OR OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
        OR cardinality(NEW.subjects) <> cardinality(OLD.subjects)
        OR (NEW.ended_at IS NULL) <> (NEW.ended_by IS NULL) THEN
        RAISE EXCEPTION 'setting.role_binding is append-only: only its end may be set, and once'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER role_binding_refuses_change BEFORE UPDATE ON setting.role_binding
    FOR EACH ROW EXECUTE FUNCTION setting.refuse_binding_change();
ALTER TABLE setting.role_binding ENABLE ALWAYS TRIGGER role_binding_refuses_change;
CREATE TRIGGER role_binding_refuses_removal BEFORE DELETE OR TRUNCATE ON setting.role_binding
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE setting.role_binding ENABLE ALWAYS TRIGGER role_binding_refuses_removal;

-- Nor an attempt, but for who it was and where from.
CREATE FUNCTION log.refuse_attempt_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.at, NEW.door, NEW.operation, NEW.cluster, NEW.namespace, NEW.name, NEW.code)
          IS DISTINCT FROM (OLD.id, OLD.at, OLD.door, OLD.operation, OLD.cluster, OLD.namespace, OLD.name, OLD.code) THEN
        RAISE EXCEPTION 'log.attempt is append-only: only a person may be taken out of it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER attempt_refuses_change BEFORE UPDATE ON log.attempt
    FOR EACH ROW EXECUTE FUNCTION log.refuse_attempt_change();
ALTER TABLE log.attempt ENABLE ALWAYS TRIGGER attempt_refuses_change;
CREATE TRIGGER attempt_refuses_removal BEFORE DELETE OR TRUNCATE ON log.attempt
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.attempt ENABLE ALWAYS TRIGGER attempt_refuses_removal;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT SELECT, INSERT ON setting.role_binding, log.attempt TO rollbook_service;
        GRANT UPDATE (ended_by, ended_at) ON setting.role_binding TO rollbook_service;
        GRANT USAGE ON SEQUENCE setting.role_binding_id_seq, log.attempt_id_seq TO rollbook_service;
    END IF;
END
$$;
