-- What a Deployment's metadata has besides labels and annotations, and who owns which of its fields; the views are rebuilt for it.

ALTER TABLE view.deployment
    ADD COLUMN metadata JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN owners JSONB NOT NULL DEFAULT '{"annotatedFirst": true}';
