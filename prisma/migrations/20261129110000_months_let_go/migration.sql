-- ── Months of the event log that were let go ───────────────────────────────────────────────────────────────────

-- A dated record: events before `before` are gone for good. It stands beside the log and not in the bounds of its
-- partitions, because a restored database has partitions for months whose events were let go.
CREATE TABLE log.retirement (
  before timestamptz PRIMARY KEY,
  at     timestamptz NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON log.retirement FOR EACH ROW EXECUTE FUNCTION public.is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON log.retirement EXECUTE FUNCTION public.is_append_only();

-- The instant from which on events are kept, which stays so until the end of the transaction: nobody lets go of a month
-- meanwhile. In two statements, so that what was let go while this waited is seen.
CREATE FUNCTION log.hold_months() RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('log.retirement'));
  RETURN (SELECT max(before) FROM log.retirement);
END $$;
