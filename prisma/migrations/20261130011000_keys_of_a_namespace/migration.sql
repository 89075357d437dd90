-- An idempotency key is of a namespace: another namespace's keys are nothing to it. Who appends holds the log and looks for a key in its
-- namespace; the index finds the same key in others too, and keeps one stream from having a key twice whatever happens.

CREATE UNIQUE INDEX change_idempotency_key_stream_id_key ON log.change(idempotency_key, stream_id)
    WHERE idempotency_key IS NOT NULL;

DROP INDEX log.change_idempotency_key_key;
