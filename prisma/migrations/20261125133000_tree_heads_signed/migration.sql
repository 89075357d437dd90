-- The log's Merkle tree: hashes of its full subtrees, signed heads, and the keys that sign.

CREATE TABLE log.tree_node (
    level SMALLINT NOT NULL,
    index BIGINT NOT NULL,
    hash BYTEA NOT NULL,

    CONSTRAINT tree_node_pkey PRIMARY KEY (level, index)
);

CREATE TABLE log.signing_key (
    number INTEGER NOT NULL,
    public_key BYTEA NOT NULL,
    from_size BIGINT NOT NULL,
    signature BYTEA NOT NULL,
    made_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT signing_key_pkey PRIMARY KEY (number)
);

CREATE TABLE log.tree_head (
    size BIGINT NOT NULL,
    root_hash BYTEA NOT NULL,
    signed_at TIMESTAMPTZ(3) NOT NULL,
    key_number INTEGER NOT NULL,
    signature BYTEA NOT NULL,

    CONSTRAINT tree_head_pkey PRIMARY KEY (size)
);

CREATE UNIQUE INDEX signing_key_public_key_key ON log.signing_key(public_key);

CREATE TRIGGER tree_node_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.tree_node
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.tree_node ENABLE ALWAYS TRIGGER tree_node_refuses_change;
CREATE TRIGGER tree_node_refuses_row_change BEFORE UPDATE OR DELETE ON log.tree_node
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.tree_node ENABLE ALWAYS TRIGGER tree_node_refuses_row_change;

CREATE TRIGGER signing_key_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.signing_key
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.signing_key ENABLE ALWAYS TRIGGER signing_key_refuses_change;
CREATE TRIGGER signing_key_refuses_row_change BEFORE UPDATE OR DELETE ON log.signing_key
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.signing_key ENABLE ALWAYS TRIGGER signing_key_refuses_row_change;

CREATE TRIGGER tree_head_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log.tree_head
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.tree_head ENABLE ALWAYS TRIGGER tree_head_refuses_change;
CREATE TRIGGER tree_head_refuses_row_change BEFORE UPDATE OR DELETE ON log.tree_head
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.tree_head ENABLE ALWAYS TRIGGER tree_head_refuses_row_change;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT SELECT, INSERT ON log.tree_node, log.tree_head, log.signing_key TO rollbook_service;
    END IF;
END
$$;
