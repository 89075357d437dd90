-- Streams of other objects than Deployments: what was recorded before is of Deployments.

ALTER TABLE log.stream ADD COLUMN kind TEXT NOT NULL DEFAULT 'Deployment';

CREATE INDEX stream_cluster_namespace_name_kind_id_idx ON log.stream(cluster, namespace, name, kind, id);

DROP INDEX log.stream_cluster_namespace_name_id_idx;

-- One living incarnation of a name and kind; the plain objects of a cluster or namespace are found by it too.
CREATE UNIQUE INDEX stream_living_kind_name_key ON log.stream(cluster, kind, namespace, name) WHERE ended_at IS NULL;

DROP INDEX log.stream_living_name_key;

CREATE OR REPLACE FUNCTION log.refuse_stream_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
        AND (NEW.id, NEW.kind, NEW.cluster, NEW.namespace, NEW.name, NEW.uid, NEW.opened_at)
          = (OLD.id, OLD.kind, OLD.cluster, OLD.namespace, OLD.name, OLD.uid, OLD.opened_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'log.stream is append-only: only ended_at may be set, and once'
        USING ERRCODE = 'restrict_violation';
END
$$;
