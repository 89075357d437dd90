-- Who made a token and who ended it; null where the command line did.

ALTER TABLE setting.api_token ADD COLUMN created_by TEXT;
ALTER TABLE setting.api_token ADD COLUMN revoked_by TEXT;
