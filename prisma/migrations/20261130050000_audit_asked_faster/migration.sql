-- Runs are found stretch by stretch, by their terms: their times are compared row by row.
DROP INDEX audit.image_run_during_idx;

-- Delivery measures ask of each rollout whether it brought an older template back. Few did.
CREATE INDEX revision_restored_idx ON view.revision (stream_id, number) WHERE restored_from IS NOT NULL;
