-- Why a rollout does not get on, as it was seen in its cluster.
ALTER TABLE view.rollout ADD COLUMN reason TEXT, ADD COLUMN message TEXT, ADD COLUMN hindered_since TIMESTAMPTZ(3);
