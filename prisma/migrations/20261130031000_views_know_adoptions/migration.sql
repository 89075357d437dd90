-- ReplicaSets that a Deployment took over from earlier incarnations of its name when it was made; the views are rebuilt for it.

ALTER TABLE view.deployment ADD COLUMN adopted TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
