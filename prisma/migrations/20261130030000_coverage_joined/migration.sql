-- Times that meet become one row.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rollbook_service') THEN
        GRANT DELETE ON watch.coverage TO rollbook_service;
    END IF;
END
$$;
