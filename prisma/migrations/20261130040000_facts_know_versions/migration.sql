-- By it, what changed nothing is told again only where an older write is told.
ALTER TABLE inbox.fact ADD COLUMN version DECIMAL(30, 0);
