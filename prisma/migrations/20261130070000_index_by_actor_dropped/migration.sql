-- Changes are found by who made them in the audit index (audit.entry). This one was kept with each append, and read by nobody but
-- who counts a person's changes before they are erased.
DROP INDEX log.change_actor_id_id_idx;
