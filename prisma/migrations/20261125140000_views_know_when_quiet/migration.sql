-- From which moment on nothing happens to a Deployment by itself: a watch asks who is on the way; the views are rebuilt for it.

ALTER TABLE view.deployment ADD COLUMN quiet_at TIMESTAMPTZ(3) NOT NULL DEFAULT 'infinity';

CREATE INDEX deployment_cluster_quiet_at_idx ON view.deployment (cluster, quiet_at);
