-- What identifies a person is sealed under a key of their own before it is hashed; destroying the key erases the person
-- and leaves the log as it is. Rows from before keep their clear text (leaf format 1).

ALTER TABLE log.actor ALTER COLUMN body DROP NOT NULL,
    ADD COLUMN person_id INTEGER,
    ADD COLUMN sealed BYTEA,
    ADD COLUMN impersonator_id INTEGER,
    ADD COLUMN impersonator_sealed BYTEA;

ALTER TABLE log.provenance ALTER COLUMN body DROP NOT NULL,
    ADD COLUMN person_id INTEGER,
    ADD COLUMN sealed BYTEA;

ALTER TABLE log.change ADD COLUMN remark BYTEA;

CREATE TABLE log.erasure (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    digest BYTEA NOT NULL,
    position BIGINT NOT NULL,
    erased_at TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT erasure_pkey PRIMARY KEY (id)
);

CREATE TABLE setting.person_key (
    id SERIAL NOT NULL,
    lookup BYTEA,
    key BYTEA,
    made_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    erased_at TIMESTAMPTZ(3),

    CONSTRAINT person_key_pkey PRIMARY KEY (id)
);

CREATE TABLE setting.person_secret (
    id SMALLINT NOT NULL,
    secret BYTEA NOT NULL,

    CONSTRAINT person_secret_pkey PRIMARY KEY (id)
);

CREATE TABLE setting.actor_group (
    lookup BYTEA NOT NULL,
    actor_id INTEGER NOT NULL,

    CONSTRAINT actor_group_pkey PRIMARY KEY (lookup, actor_id)
);

CREATE INDEX actor_person_id_idx ON log.actor(person_id);

CREATE INDEX actor_impersonator_id_idx ON log.actor(impersonator_id);

-- Those in clear are looked through.
CREATE INDEX actor_in_clear_idx ON log.actor(id) WHERE body IS NOT NULL;

CREATE UNIQUE INDEX erasure_person_id_key ON log.erasure(person_id);

CREATE INDEX erasure_digest_idx ON log.erasure(digest);

CREATE UNIQUE INDEX person_key_lookup_key ON setting.person_key(lookup);

CREATE INDEX actor_group_actor_id_idx ON setting.actor_group(actor_id);

CREATE TRIGGER erasure_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.erasure
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.erasure ENABLE ALWAYS TRIGGER erasure_refuses_change;
CREATE TRIGGER erasure_refuses_row_change BEFORE UPDATE OR DELETE ON log.erasure
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.erasure ENABLE ALWAYS TRIGGER erasure_refuses_row_change;

-- A key is given once and taken once: another key under the same number would make what was sealed unreadable.
CREATE FUNCTION setting.refuse_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND OLD.erased_at IS NULL
        AND ((NEW.key IS NULL AND NEW.lookup IS NULL AND NEW.erased_at IS NOT NULL)
          OR (NEW.key IS NOT NULL AND NEW.lookup = OLD.lookup AND NEW.erased_at IS NULL)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'setting.person_key: a key is only ever wrapped anew or destroyed'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER person_key_refuses_change BEFORE UPDATE OR DELETE ON setting.person_key
    FOR EACH ROW EXECUTE FUNCTION setting.refuse_key_change();

-- Whoever set something may be erased; what was set stays as it is.
CREATE FUNCTION setting.refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'set_by' = to_jsonb(OLD) - 'set_by' AND NEW.set_by LIKE 'erased person%' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%.% is append-only: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;

DROP TRIGGER pod_life_setting_refuses_change ON setting.pod_life_setting;
CREATE TRIGGER pod_life_setting_refuses_change BEFORE UPDATE ON setting.pod_life_setting
    FOR EACH ROW EXECUTE FUNCTION setting.refuse_change_but_erasure();
ALTER TABLE setting.pod_life_setting ENABLE ALWAYS TRIGGER pod_life_setting_refuses_change;
CREATE TRIGGER pod_life_setting_refuses_removal BEFORE DELETE OR TRUNCATE ON setting.pod_life_setting
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE setting.pod_life_setting ENABLE ALWAYS TRIGGER pod_life_setting_refuses_removal;

DROP TRIGGER cluster_setting_refuses_change ON setting.cluster_setting;
CREATE TRIGGER cluster_setting_refuses_change BEFORE UPDATE ON setting.cluster_setting
    FOR EACH ROW EXECUTE FUNCTION setting.refuse_change_but_erasure();
ALTER TABLE setting.cluster_setting ENABLE ALWAYS TRIGGER cluster_setting_refuses_change;
CREATE TRIGGER cluster_setting_refuses_removal BEFORE DELETE OR TRUNCATE ON setting.cluster_setting
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE setting.cluster_setting ENABLE ALWAYS TRIGGER cluster_setting_refuses_removal;

-- The service adds persons; to erase one is the owner's.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT SELECT ON log.erasure TO rollbook_service;
        GRANT SELECT, INSERT ON setting.person_key, setting.person_secret, setting.actor_group TO rollbook_service;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA setting TO rollbook_service;
    END IF;
END
$$;
