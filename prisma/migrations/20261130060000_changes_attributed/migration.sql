-- Who made a change, where it was told later: few, and looked up by the change.
CREATE INDEX event_attributed_idx ON log.event ((payload->>'change')) WHERE type = 'ChangeAttributed';
