-- CreateTable
CREATE TABLE "stale_member" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,

    CONSTRAINT "stale_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stale_plan" (
    "id" BIGSERIAL NOT NULL,
    "milestone_id" UUID,
    "audience_id" UUID,
    "role" "role",
    "module_id" UUID,
    "session_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stale_plan_pkey" PRIMARY KEY ("id")
);

-- A trigger sees what its own transaction sees: who joins an audience meanwhile, in a transaction that has not ended, is not
-- there yet. So a note names what changed, and whom that concerns is looked up when the note is taken away, at which time
-- either both changes are seen, or one of them has its note still to come.

CREATE OR REPLACE FUNCTION stale_by_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_plan (milestone_id, audience_id, role) SELECT DISTINCT milestone_id, audience_id, role FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_plan (milestone_id, audience_id, role) SELECT DISTINCT milestone_id, audience_id, role FROM old_rows;
  ELSE
    INSERT INTO stale_plan (milestone_id, audience_id, role)
    SELECT milestone_id, audience_id, role FROM old_rows UNION SELECT milestone_id, audience_id, role FROM new_rows;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION stale_by_milestone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_plan (milestone_id)
  SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
  WHERE n.date <> o.date OR n.moved_on IS DISTINCT FROM o.moved_on;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION stale_by_module() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_plan (module_id)
  SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
  WHERE n.current_release_id IS DISTINCT FROM o.current_release_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION stale_by_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stale_plan (session_id)
  SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
  WHERE (n.cancelled_at IS NULL) <> (o.cancelled_at IS NULL) OR n.milestone_id <> o.milestone_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_checks_of_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_member (person_id, "from", "to")
    SELECT person_id, "from", "to" FROM new_rows WHERE "to" IS DISTINCT FROM "from";
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_member (person_id, "from", "to")
    SELECT person_id, "from", "to" FROM old_rows WHERE "to" IS DISTINCT FROM "from";
  ELSE
    -- The days on which somebody was in it or is, but not both.
    INSERT INTO stale_member (person_id, "from", "to")
    SELECT person_id, lower(days), upper(days) FROM (
      SELECT person_id,
        coalesce(range_agg(days) FILTER (WHERE is_now), '{}') AS now,
        coalesce(range_agg(days) FILTER (WHERE NOT is_now), '{}') AS before
      FROM (
        SELECT person_id, audience_id, true AS is_now, daterange("from", "to") AS days FROM new_rows
        UNION ALL SELECT person_id, audience_id, false, daterange("from", "to") FROM old_rows
      ) row
      GROUP BY person_id, audience_id
    ) member CROSS JOIN unnest((now - before) + (before - now)) AS days;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_checks_of_cohort_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stale_member (person_id, "from", "to")
    SELECT person_id, "from", "to" FROM new_rows WHERE "to" IS DISTINCT FROM "from";
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO stale_member (person_id, "from", "to")
    SELECT person_id, "from", "to" FROM old_rows WHERE "to" IS DISTINCT FROM "from";
  ELSE
    -- The days on which somebody was in it or is, but not both.
    INSERT INTO stale_member (person_id, "from", "to")
    SELECT person_id, lower(days), upper(days) FROM (
      SELECT person_id,
        coalesce(range_agg(days) FILTER (WHERE is_now), '{}') AS now,
        coalesce(range_agg(days) FILTER (WHERE NOT is_now), '{}') AS before
      FROM (
        SELECT person_id, cohort_id, true AS is_now, daterange("from", "to") AS days FROM new_rows
        UNION ALL SELECT person_id, cohort_id, false, daterange("from", "to") FROM old_rows
      ) row
      GROUP BY person_id, cohort_id
    ) member CROSS JOIN unnest((now - before) + (before - now)) AS days;
  END IF;
  RETURN NULL;
END $$;
