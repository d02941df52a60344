-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- When a row came in, in the order in which lists for programs go on. The transaction is in the list of those that write
-- before the clock is read, so that a reader knows from when on rows may still come: whoever reads stops before the start
-- of the oldest transaction that writes.
CREATE FUNCTION arrival() RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_current_xact_id();
  RETURN clock_timestamp();
END $$;

-- CreateEnum
CREATE TYPE "reply" AS ENUM ('coming', 'not coming', 'waiting');

-- CreateEnum
CREATE TYPE "attendance_source" AS ENUM ('check-in', 'champion');

-- CreateEnum
CREATE TYPE "note_kind" AS ENUM ('note', 'parked');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('minor', 'major', 'blocking');

-- CreateEnum
CREATE TYPE "confusion_state" AS ENUM ('open', 'answered', 'fixing', 'resolved');

-- CreateEnum
CREATE TYPE "confusion_kind" AS ENUM ('unclear', 'missing', 'wrong', 'slow', 'other');

-- CreateEnum
CREATE TYPE "resolution_kind" AS ENUM ('release', 'product', 'explanation', 'will not change', 'duplicate');

-- CreateEnum
CREATE TYPE "token_purpose" AS ENUM ('invitation', 'reset');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('learner', 'champion', 'trainer', 'lead', 'admin');

-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('people', 'audiences');

-- CreateEnum
CREATE TYPE "setting" AS ENUM ('lab', 'outside', 'reported');

-- CreateEnum
CREATE TYPE "mode" AS ENUM ('guided', 'assessed');

-- CreateEnum
CREATE TYPE "outcome" AS ENUM ('success', 'failure', 'gave up');

-- CreateEnum
CREATE TYPE "completion_source" AS ENUM ('rule', 'confirmed', 'refresher', 'reported');

-- CreateEnum
CREATE TYPE "comfort" AS ENUM ('power', 'casual');

-- CreateEnum
CREATE TYPE "milestone_state" AS ENUM ('planned', 'training', 'live', 'closed', 'rolled back');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('go', 'no-go', 'move');

-- CreateEnum
CREATE TYPE "measure" AS ENUM ('completion', 'up to date', 'coverage', 'task ratio', 'confusion', 'critical errors', 'pushed');

-- CreateEnum
CREATE TYPE "comparator" AS ENUM ('>=', '<=');

-- CreateEnum
CREATE TYPE "reading_source" AS ENUM ('ours', 'pushed');

-- CreateEnum
CREATE TYPE "run_kind" AS ENUM ('drill', 'real');

-- CreateEnum
CREATE TYPE "module_kind" AS ENUM ('lesson', 'lab', 'video', 'quick reference', 'update', 'runbook');

-- CreateEnum
CREATE TYPE "refresh_policy" AS ENUM ('none', 'changed', 'all');

-- CreateEnum
CREATE TYPE "block_kind" AS ENUM ('section', 'task', 'check', 'video');

-- CreateEnum
CREATE TYPE "clock" AS ENUM ('active', 'wall');

-- CreateEnum
CREATE TYPE "baseline_source" AS ENUM ('stated', 'measured', 'target');

-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('assignment', 'due', 'session', 'nudge', 'confusion', 'milestone', 'release', 'account');

-- CreateEnum
CREATE TYPE "rhythm" AS ENUM ('daily', 'weekly', 'monthly');

-- CreateTable
CREATE TABLE "task_rollup" (
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "audience_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "clock" "clock" NOT NULL,
    "mode" "mode" NOT NULL,
    "day" DATE NOT NULL,
    "started" INTEGER NOT NULL DEFAULT 0,
    "finished" INTEGER NOT NULL DEFAULT 0,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "gave_up" INTEGER NOT NULL DEFAULT 0,
    "suspect" INTEGER NOT NULL DEFAULT 0,
    "errors" JSONB NOT NULL,
    "histogram" BYTEA NOT NULL,

    CONSTRAINT "task_rollup_pkey" PRIMARY KEY ("release_id","block_id","audience_id","cohort_id","clock","mode","day")
);

-- CreateTable
CREATE TABLE "block_rollup" (
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "audience_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "reports" INTEGER NOT NULL DEFAULT 0,
    "me_toos" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "block_rollup_pkey" PRIMARY KEY ("release_id","block_id","audience_id","cohort_id","day")
);

-- CreateTable
CREATE TABLE "person_task_week" (
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "successes" INTEGER NOT NULL DEFAULT 0,
    "suspects" INTEGER NOT NULL DEFAULT 0,
    "critical_errors" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "person_task_week_pkey" PRIMARY KEY ("person_id","release_id","block_id","week")
);

-- CreateTable
CREATE TABLE "rollup_mark" (
    "name" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollup_mark_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "cohort" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "milestone_id" UUID,
    "name" TEXT NOT NULL,
    "site" TEXT,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cohort_member" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,

    CONSTRAINT "cohort_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cohort_champion" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,

    CONSTRAINT "cohort_champion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cohort_session" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "series_id" UUID,
    "champion_id" UUID,
    "title" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "place" TEXT,
    "link" TEXT,
    "capacity" INTEGER,
    "copy_id" UUID,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "check_in_code" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "cohort_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_invitation" (
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "told_sequence" INTEGER NOT NULL DEFAULT -1,
    "reply" "reply",
    "replied_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_invitation_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "session_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" "attendance_source" NOT NULL,
    "by_id" UUID,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateTable
CREATE TABLE "session_note" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "kind" "note_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "module_id" UUID,
    "block_id" TEXT,
    "report_id" UUID,

    CONSTRAINT "session_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nudge" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "cohort_id" UUID,
    "module_id" UUID,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "local_day" DATE NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "help_request" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" UUID,

    CONSTRAINT "help_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "confusion_cluster" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "severity" "severity" NOT NULL DEFAULT 'minor',
    "state" "confusion_state" NOT NULL DEFAULT 'open',
    "assignee_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "merged_into_id" UUID,

    CONSTRAINT "confusion_cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "confusion_report" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "module_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "kind" "confusion_kind" NOT NULL,
    "words" TEXT NOT NULL,
    "quote" TEXT,
    "place" TEXT,
    "blocking" BOOLEAN NOT NULL DEFAULT false,
    "sentiment" INTEGER,
    "attempt_id" UUID,
    "milestone_id" UUID,
    "audience_id" UUID,
    "browser" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT arrival(),

    CONSTRAINT "confusion_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "me_too" (
    "report_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "me_too_pkey" PRIMARY KEY ("report_id","person_id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "confusion_action" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "kind" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "confusion_action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "public" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resolution" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "kind" "resolution_kind" NOT NULL,
    "words" TEXT NOT NULL,
    "release_id" UUID,
    "url" TEXT,
    "changed_on" DATE,
    "reopened_at" TIMESTAMPTZ(3),

    CONSTRAINT "resolution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "told" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "answer_id" UUID,
    "resolution_id" UUID,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "told_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdict" (
    "resolution_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "helped" BOOLEAN NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("resolution_id","person_id")
);

-- CreateTable
CREATE TABLE "deployment" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_admin_token_hash" TEXT,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "external_id" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_on" DATE,
    "erased_at" TIMESTAMPTZ(3),
    "current_migration_id" UUID,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password" (
    "person_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_token" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" "token_purpose" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "migration_id" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "granted_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "migration_id" UUID,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "migration_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "import_draft" (
    "id" UUID NOT NULL,
    "kind" "import_kind" NOT NULL,
    "file_name" TEXT NOT NULL,
    "migration_id" UUID,
    "rows" JSONB NOT NULL,
    "plan_hash" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "failure" TEXT,
    "took_ms" INTEGER NOT NULL,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_contact_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "module_id" UUID NOT NULL,
    "setting" "setting" NOT NULL,
    "clock" "clock" NOT NULL,
    "mode" "mode" NOT NULL,
    "device_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3),
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "outcome",
    "active_ms" INTEGER NOT NULL DEFAULT 0,
    "wall_ms" INTEGER NOT NULL DEFAULT 0,
    "paused_ms" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "critical_errors" INTEGER NOT NULL DEFAULT 0,
    "hints" INTEGER NOT NULL DEFAULT 0,
    "suspect" BOOLEAN NOT NULL DEFAULT false,
    "suspect_reason" TEXT,
    "lab_state" JSONB,
    "audience_ids" UUID[],
    "cohort_id" UUID,
    "ordinal" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT arrival(),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_error" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "critical" BOOLEAN NOT NULL DEFAULT false,
    "place" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_error_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_submission" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "module_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "nth" INTEGER NOT NULL DEFAULT 0,
    "answers" JSONB NOT NULL,
    "right" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,

    CONSTRAINT "check_submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "block_seen" (
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "block_seen_pkey" PRIMARY KEY ("person_id","release_id","block_id")
);

-- CreateTable
CREATE TABLE "video_watch" (
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "watched" JSONB NOT NULL,
    "seconds" INTEGER NOT NULL,
    "duration" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "video_watch_pkey" PRIMARY KEY ("person_id","release_id","block_id")
);

-- CreateTable
CREATE TABLE "confirmation" (
    "person_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "confirmation_pkey" PRIMARY KEY ("person_id","release_id")
);

-- CreateTable
CREATE TABLE "completion" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "completed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" "completion_source" NOT NULL,
    "evidence" JSONB NOT NULL,
    "stored_at" TIMESTAMPTZ(6) NOT NULL DEFAULT arrival(),

    CONSTRAINT "completion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "milestone_id" UUID,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certified_completion" (
    "certificate_id" TEXT NOT NULL,
    "completion_id" UUID NOT NULL,

    CONSTRAINT "certified_completion_pkey" PRIMARY KEY ("certificate_id","completion_id")
);

-- CreateTable
CREATE TABLE "module_progress" (
    "person_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "last_block_id" TEXT,
    "met" INTEGER NOT NULL DEFAULT 0,
    "required" INTEGER NOT NULL DEFAULT 0,
    "first_completed_at" TIMESTAMPTZ(3),
    "completed_release_id" UUID,

    CONSTRAINT "module_progress_pkey" PRIMARY KEY ("person_id","module_id")
);

-- CreateTable
CREATE TABLE "migration" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "old_product" TEXT NOT NULL,
    "old_version" TEXT,
    "new_product" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "veil" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "migration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audience" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "comfort" "comfort" NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "audience_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "audience_id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "state" "milestone_state" NOT NULL DEFAULT 'planned',
    "moved_on" DATE,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "milestone_transition" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "from" "milestone_state" NOT NULL,
    "to" "milestone_state" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "note" TEXT,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "milestone_transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "decide_again_at" TIMESTAMPTZ(3),
    "from_date" DATE,
    "to_date" DATE,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "measure" "measure" NOT NULL,
    "name" TEXT,
    "module_id" UUID,
    "block_id" TEXT,
    "audience_id" UUID,
    "comparator" "comparator" NOT NULL,
    "target" DECIMAL(12,4) NOT NULL,
    "owner_id" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reading" (
    "id" UUID NOT NULL,
    "gate_id" UUID NOT NULL,
    "value" DECIMAL(14,4),
    "n" INTEGER NOT NULL,
    "detail" JSONB,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,
    "source" "reading_source" NOT NULL,
    "api_token_id" UUID,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waiver" (
    "id" UUID NOT NULL,
    "gate_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_on" DATE NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist_item" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "track" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "owner_id" UUID,
    "due_on" DATE,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "checklist_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_off" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID NOT NULL,
    "note" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,

    CONSTRAINT "sign_off_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollback_criterion" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "met_at" TIMESTAMPTZ(3),
    "met_by_id" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "rollback_criterion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_run" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "kind" "run_kind" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by_id" UUID NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "runbook_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_step" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3),
    "signed_by_id" UUID,
    "note" TEXT,

    CONSTRAINT "runbook_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "milestone_id" UUID,
    "title" TEXT NOT NULL,
    "likelihood" INTEGER NOT NULL,
    "impact" INTEGER NOT NULL,
    "answer" TEXT,
    "owner_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "risk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_entry" (
    "id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "status_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "module" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "current_release_id" UUID,

    CONSTRAINT "module_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "module_alias" (
    "slug" TEXT NOT NULL,
    "module_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "module_alias_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "prerequisite" (
    "module_id" UUID NOT NULL,
    "needs_id" UUID NOT NULL,

    CONSTRAINT "prerequisite_pkey" PRIMARY KEY ("module_id","needs_id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" "module_kind" NOT NULL,
    "summary" TEXT,
    "minutes" INTEGER NOT NULL,
    "rule" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "tree" JSONB NOT NULL,
    "keys" JSONB NOT NULL,
    "words" TEXT NOT NULL,
    "refresh_policy" "refresh_policy" NOT NULL DEFAULT 'changed',
    "asked_anew" UUID[] DEFAULT ARRAY[]::UUID[],
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    "withdrawn_reason" TEXT,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_block" (
    "release_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "kind" "block_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "parent_id" TEXT,
    "words" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "release_block_pkey" PRIMARY KEY ("release_id","block_id")
);

-- CreateTable
CREATE TABLE "media" (
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "media_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "release_media" (
    "release_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "release_media_pkey" PRIMARY KEY ("release_id","path")
);

-- CreateTable
CREATE TABLE "baseline" (
    "id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "clock" "clock" NOT NULL,
    "median_ms" INTEGER NOT NULL,
    "source" "baseline_source" NOT NULL,
    "n" INTEGER,
    "stated_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "baseline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "audience_id" UUID,
    "role" "role",
    "due_days" INTEGER NOT NULL DEFAULT 0,
    "due_strict" BOOLEAN NOT NULL DEFAULT false,
    "due_changed_on" DATE,
    "optional" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_exception" (
    "id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "milestone_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "due_on" DATE,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,

    CONSTRAINT "assignment_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "library_word" (
    "migration_id" UUID NOT NULL,
    "plain" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "library_word_pkey" PRIMARY KEY ("migration_id","plain")
);

-- CreateTable
CREATE TABLE "pin" (
    "person_id" UUID NOT NULL,
    "module_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pin_pkey" PRIMARY KEY ("person_id","module_id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "notice_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "link" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "needs_acknowledgement" BOOLEAN NOT NULL DEFAULT false,
    "acknowledged_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_preference" (
    "person_id" UUID NOT NULL,
    "kind" "notice_kind" NOT NULL,
    "mail" BOOLEAN NOT NULL,

    CONSTRAINT "notice_preference_pkey" PRIMARY KEY ("person_id","kind")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "person_id" UUID,
    "notice_id" UUID,
    "key" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT,
    "calendar" TEXT,
    "secret" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playbook" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "playbook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playbook_revision" (
    "id" UUID NOT NULL,
    "playbook_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "minutes" INTEGER,
    "source" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "tree" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by_id" UUID,

    CONSTRAINT "playbook_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playbook_copy" (
    "id" UUID NOT NULL,
    "playbook_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "base_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playbook_copy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playbook_copy_edit" (
    "id" UUID NOT NULL,
    "copy_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "doc" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID NOT NULL,

    CONSTRAINT "playbook_copy_edit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upstream_choice" (
    "copy_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "part_id" TEXT NOT NULL,
    "taken" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,

    CONSTRAINT "upstream_choice_pkey" PRIMARY KEY ("copy_id","revision_id","part_id")
);

-- CreateTable
CREATE TABLE "tip" (
    "id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "session_id" UUID,
    "module_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "tip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tip_vote" (
    "tip_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tip_vote_pkey" PRIMARY KEY ("tip_id","person_id")
);

-- CreateTable
CREATE TABLE "support_template" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "module_id" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_use" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_use_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "filters" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scheduled_report" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "filters" TEXT NOT NULL,
    "rhythm" "rhythm" NOT NULL,
    "day" INTEGER,
    "hour" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "scheduled_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_recipient" (
    "report_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "report_recipient_pkey" PRIMARY KEY ("report_id","person_id")
);

-- CreateTable
CREATE TABLE "alert_rule" (
    "id" UUID NOT NULL,
    "migration_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "filters" TEXT NOT NULL,
    "comparator" "comparator" NOT NULL,
    "threshold" DECIMAL(14,4) NOT NULL,
    "for_days" INTEGER NOT NULL DEFAULT 1,
    "owner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL,
    "value" DECIMAL(14,4) NOT NULL,
    "n" INTEGER NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_task_week_release_id_block_id_week_idx" ON "person_task_week"("release_id", "block_id", "week");

-- CreateIndex
CREATE UNIQUE INDEX "cohort_migration_id_name_key" ON "cohort"("migration_id", "name");

-- CreateIndex
CREATE INDEX "cohort_member_cohort_id_to_idx" ON "cohort_member"("cohort_id", "to");

-- CreateIndex
CREATE INDEX "cohort_member_person_id_to_idx" ON "cohort_member"("person_id", "to");

-- CreateIndex
CREATE INDEX "cohort_champion_cohort_id_to_idx" ON "cohort_champion"("cohort_id", "to");

-- CreateIndex
CREATE INDEX "cohort_champion_person_id_to_idx" ON "cohort_champion"("person_id", "to");

-- CreateIndex
CREATE INDEX "cohort_session_cohort_id_starts_at_idx" ON "cohort_session"("cohort_id", "starts_at");

-- CreateIndex
CREATE INDEX "cohort_session_milestone_id_idx" ON "cohort_session"("milestone_id");

-- CreateIndex
CREATE INDEX "session_invitation_person_id_idx" ON "session_invitation"("person_id");

-- CreateIndex
CREATE INDEX "attendance_person_id_idx" ON "attendance"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_note_report_id_key" ON "session_note"("report_id");

-- CreateIndex
CREATE INDEX "session_note_session_id_idx" ON "session_note"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "nudge_person_id_local_day_key" ON "nudge"("person_id", "local_day");

-- CreateIndex
CREATE INDEX "help_request_person_id_answered_at_idx" ON "help_request"("person_id", "answered_at");

-- CreateIndex
CREATE INDEX "calendar_feed_person_id_idx" ON "calendar_feed"("person_id");

-- CreateIndex
CREATE INDEX "confusion_cluster_migration_id_state_opened_at_idx" ON "confusion_cluster"("migration_id", "state", "opened_at");

-- CreateIndex
CREATE INDEX "confusion_cluster_module_id_block_id_idx" ON "confusion_cluster"("module_id", "block_id");

-- CreateIndex
CREATE INDEX "confusion_report_cluster_id_idx" ON "confusion_report"("cluster_id");

-- CreateIndex
CREATE INDEX "confusion_report_person_id_at_idx" ON "confusion_report"("person_id", "at");

-- CreateIndex
CREATE INDEX "confusion_report_release_id_block_id_idx" ON "confusion_report"("release_id", "block_id");

-- CreateIndex
CREATE INDEX "confusion_report_changed_at_id_idx" ON "confusion_report"("changed_at", "id");

-- CreateIndex
CREATE INDEX "me_too_person_id_idx" ON "me_too"("person_id");

-- CreateIndex
CREATE INDEX "attachment_report_id_idx" ON "attachment"("report_id");

-- CreateIndex
CREATE INDEX "confusion_action_cluster_id_at_idx" ON "confusion_action"("cluster_id", "at");

-- CreateIndex
CREATE INDEX "answer_cluster_id_at_idx" ON "answer"("cluster_id", "at");

-- CreateIndex
CREATE INDEX "resolution_cluster_id_at_idx" ON "resolution"("cluster_id", "at");

-- CreateIndex
CREATE INDEX "told_person_id_idx" ON "told"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "told_answer_id_person_id_key" ON "told"("answer_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "told_resolution_id_person_id_key" ON "told"("resolution_id", "person_id");

-- CreateIndex
CREATE INDEX "verdict_person_id_idx" ON "verdict"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_external_id_key" ON "person"("external_id");

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "identity"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_provider_subject_key" ON "identity"("provider", "subject");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "one_time_token_person_id_idx" ON "one_time_token"("person_id");

-- CreateIndex
CREATE INDEX "role_grant_person_id_idx" ON "role_grant"("person_id");

-- CreateIndex
CREATE INDEX "role_grant_migration_id_role_idx" ON "role_grant"("migration_id", "role");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_subject_type_subject_id_idx" ON "audit_entry"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_idx" ON "audit_entry"("actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE INDEX "import_draft_created_at_idx" ON "import_draft"("created_at");

-- CreateIndex
CREATE INDEX "webhook_migration_id_idx" ON "webhook"("migration_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_due_at_idx" ON "webhook_delivery"("due_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_created_at_idx" ON "webhook_delivery"("created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_webhook_id_key_key" ON "webhook_delivery"("webhook_id", "key");

-- CreateIndex
CREATE INDEX "delivery_attempt_delivery_id_at_idx" ON "delivery_attempt"("delivery_id", "at");

-- CreateIndex
CREATE INDEX "device_person_id_idx" ON "device"("person_id");

-- CreateIndex
CREATE INDEX "attempt_person_id_module_id_block_id_idx" ON "attempt"("person_id", "module_id", "block_id");

-- CreateIndex
CREATE INDEX "attempt_release_id_block_id_finished_at_idx" ON "attempt"("release_id", "block_id", "finished_at");

-- CreateIndex
CREATE INDEX "attempt_module_id_block_id_finished_at_idx" ON "attempt"("module_id", "block_id", "finished_at");

-- CreateIndex
CREATE INDEX "attempt_started_at_idx" ON "attempt"("started_at");

-- CreateIndex
CREATE INDEX "attempt_changed_at_id_idx" ON "attempt"("changed_at", "id");

-- CreateIndex
CREATE INDEX "attempt_error_attempt_id_idx" ON "attempt_error"("attempt_id");

-- CreateIndex
CREATE INDEX "check_submission_person_id_module_id_block_id_idx" ON "check_submission"("person_id", "module_id", "block_id");

-- CreateIndex
CREATE INDEX "check_submission_release_id_block_id_idx" ON "check_submission"("release_id", "block_id");

-- CreateIndex
CREATE INDEX "block_seen_release_id_block_id_idx" ON "block_seen"("release_id", "block_id");

-- CreateIndex
CREATE INDEX "completion_module_id_completed_at_idx" ON "completion"("module_id", "completed_at");

-- CreateIndex
CREATE INDEX "completion_person_id_module_id_idx" ON "completion"("person_id", "module_id");

-- CreateIndex
CREATE INDEX "completion_stored_at_id_idx" ON "completion"("stored_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "completion_person_id_release_id_key" ON "completion"("person_id", "release_id");

-- CreateIndex
CREATE INDEX "certificate_person_id_idx" ON "certificate"("person_id");

-- CreateIndex
CREATE INDEX "certificate_milestone_id_idx" ON "certificate"("milestone_id");

-- CreateIndex
CREATE INDEX "certified_completion_completion_id_idx" ON "certified_completion"("completion_id");

-- CreateIndex
CREATE INDEX "module_progress_module_id_first_completed_at_idx" ON "module_progress"("module_id", "first_completed_at");

-- CreateIndex
CREATE UNIQUE INDEX "migration_slug_key" ON "migration"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "audience_slug_key" ON "audience"("slug");

-- CreateIndex
CREATE INDEX "audience_migration_id_position_idx" ON "audience"("migration_id", "position");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "membership_audience_id_to_idx" ON "membership"("audience_id", "to");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_slug_key" ON "milestone"("slug");

-- CreateIndex
CREATE INDEX "milestone_migration_id_date_idx" ON "milestone"("migration_id", "date");

-- CreateIndex
CREATE INDEX "milestone_transition_milestone_id_at_idx" ON "milestone_transition"("milestone_id", "at");

-- CreateIndex
CREATE INDEX "decision_milestone_id_at_idx" ON "decision"("milestone_id", "at");

-- CreateIndex
CREATE INDEX "gate_milestone_id_position_idx" ON "gate"("milestone_id", "position");

-- CreateIndex
CREATE INDEX "reading_gate_id_measured_at_idx" ON "reading"("gate_id", "measured_at" DESC);

-- CreateIndex
CREATE INDEX "waiver_gate_id_idx" ON "waiver"("gate_id");

-- CreateIndex
CREATE INDEX "checklist_item_milestone_id_track_position_idx" ON "checklist_item"("milestone_id", "track", "position");

-- CreateIndex
CREATE INDEX "sign_off_item_id_idx" ON "sign_off"("item_id");

-- CreateIndex
CREATE INDEX "rollback_criterion_milestone_id_idx" ON "rollback_criterion"("milestone_id");

-- CreateIndex
CREATE INDEX "runbook_run_milestone_id_idx" ON "runbook_run"("milestone_id");

-- CreateIndex
CREATE UNIQUE INDEX "runbook_step_run_id_position_key" ON "runbook_step"("run_id", "position");

-- CreateIndex
CREATE INDEX "risk_migration_id_closed_at_idx" ON "risk"("migration_id", "closed_at");

-- CreateIndex
CREATE INDEX "status_entry_milestone_id_at_idx" ON "status_entry"("milestone_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "module_slug_key" ON "module"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "module_current_release_id_key" ON "module"("current_release_id");

-- CreateIndex
CREATE INDEX "module_migration_id_position_idx" ON "module"("migration_id", "position");

-- CreateIndex
CREATE INDEX "release_module_id_published_at_idx" ON "release"("module_id", "published_at");

-- CreateIndex
CREATE UNIQUE INDEX "release_module_id_label_key" ON "release"("module_id", "label");

-- CreateIndex
CREATE UNIQUE INDEX "release_id_module_id_key" ON "release"("id", "module_id");

-- CreateIndex
CREATE INDEX "release_media_hash_idx" ON "release_media"("hash");

-- CreateIndex
CREATE INDEX "baseline_module_id_block_id_created_at_idx" ON "baseline"("module_id", "block_id", "created_at");

-- CreateIndex
CREATE INDEX "assignment_audience_id_idx" ON "assignment"("audience_id");

-- CreateIndex
CREATE INDEX "assignment_milestone_id_idx" ON "assignment"("milestone_id");

-- CreateIndex
CREATE INDEX "assignment_module_id_idx" ON "assignment"("module_id");

-- CreateIndex
CREATE INDEX "assignment_exception_person_id_idx" ON "assignment_exception"("person_id");

-- CreateIndex
CREATE INDEX "assignment_exception_module_id_idx" ON "assignment_exception"("module_id");

-- CreateIndex
CREATE INDEX "assignment_exception_milestone_id_idx" ON "assignment_exception"("milestone_id");

-- CreateIndex
CREATE INDEX "notice_person_id_read_at_at_idx" ON "notice"("person_id", "read_at", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notice_person_id_key_key" ON "notice"("person_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "mail_notice_id_key" ON "mail"("notice_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_key_key" ON "mail"("key");

-- CreateIndex
CREATE INDEX "mail_sent_at_created_at_idx" ON "mail"("sent_at", "created_at");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "mail"("created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "playbook_slug_key" ON "playbook"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "playbook_revision_playbook_id_number_key" ON "playbook_revision"("playbook_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "playbook_revision_id_playbook_id_key" ON "playbook_revision"("id", "playbook_id");

-- CreateIndex
CREATE UNIQUE INDEX "playbook_copy_playbook_id_cohort_id_key" ON "playbook_copy"("playbook_id", "cohort_id");

-- CreateIndex
CREATE UNIQUE INDEX "playbook_copy_edit_copy_id_number_key" ON "playbook_copy_edit"("copy_id", "number");

-- CreateIndex
CREATE INDEX "tip_module_id_block_id_idx" ON "tip"("module_id", "block_id");

-- CreateIndex
CREATE UNIQUE INDEX "support_template_slug_key" ON "support_template"("slug");

-- CreateIndex
CREATE INDEX "template_use_template_id_idx" ON "template_use"("template_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_person_id_migration_id_page_name_key" ON "saved_view"("person_id", "migration_id", "page", "name");

-- CreateIndex
CREATE INDEX "scheduled_report_migration_id_idx" ON "scheduled_report"("migration_id");

-- CreateIndex
CREATE INDEX "report_recipient_person_id_idx" ON "report_recipient"("person_id");

-- CreateIndex
CREATE INDEX "alert_rule_migration_id_idx" ON "alert_rule"("migration_id");

-- CreateIndex
CREATE INDEX "alert_rule_id_fired_at_idx" ON "alert"("rule_id", "fired_at");

-- AddForeignKey
ALTER TABLE "task_rollup" ADD CONSTRAINT "task_rollup_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_rollup" ADD CONSTRAINT "block_rollup_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_task_week" ADD CONSTRAINT "person_task_week_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_task_week" ADD CONSTRAINT "person_task_week_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_member" ADD CONSTRAINT "cohort_member_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_member" ADD CONSTRAINT "cohort_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_champion" ADD CONSTRAINT "cohort_champion_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_champion" ADD CONSTRAINT "cohort_champion_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_session" ADD CONSTRAINT "cohort_session_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_session" ADD CONSTRAINT "cohort_session_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_session" ADD CONSTRAINT "cohort_session_champion_id_fkey" FOREIGN KEY ("champion_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_session" ADD CONSTRAINT "cohort_session_copy_id_fkey" FOREIGN KEY ("copy_id") REFERENCES "playbook_copy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_invitation" ADD CONSTRAINT "session_invitation_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "cohort_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_invitation" ADD CONSTRAINT "session_invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "cohort_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "cohort_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_note" ADD CONSTRAINT "session_note_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "confusion_report"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_release_id_module_id_fkey" FOREIGN KEY ("release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_cluster" ADD CONSTRAINT "confusion_cluster_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_cluster" ADD CONSTRAINT "confusion_cluster_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_cluster" ADD CONSTRAINT "confusion_cluster_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_cluster" ADD CONSTRAINT "confusion_cluster_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "confusion_cluster"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_release_id_module_id_fkey" FOREIGN KEY ("release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_report" ADD CONSTRAINT "confusion_report_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "me_too" ADD CONSTRAINT "me_too_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "confusion_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "me_too" ADD CONSTRAINT "me_too_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "me_too" ADD CONSTRAINT "me_too_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "confusion_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_hash_fkey" FOREIGN KEY ("hash") REFERENCES "media"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_action" ADD CONSTRAINT "confusion_action_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confusion_action" ADD CONSTRAINT "confusion_action_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resolution" ADD CONSTRAINT "resolution_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resolution" ADD CONSTRAINT "resolution_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resolution" ADD CONSTRAINT "resolution_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "told" ADD CONSTRAINT "told_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "confusion_cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "told" ADD CONSTRAINT "told_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "told" ADD CONSTRAINT "told_resolution_id_fkey" FOREIGN KEY ("resolution_id") REFERENCES "resolution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "told" ADD CONSTRAINT "told_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_resolution_id_fkey" FOREIGN KEY ("resolution_id") REFERENCES "resolution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_current_migration_id_fkey" FOREIGN KEY ("current_migration_id") REFERENCES "migration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password" ADD CONSTRAINT "password_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_token" ADD CONSTRAINT "one_time_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_token" ADD CONSTRAINT "one_time_token_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_release_id_module_id_fkey" FOREIGN KEY ("release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_error" ADD CONSTRAINT "attempt_error_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_submission" ADD CONSTRAINT "check_submission_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_submission" ADD CONSTRAINT "check_submission_release_id_module_id_fkey" FOREIGN KEY ("release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_submission" ADD CONSTRAINT "check_submission_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_seen" ADD CONSTRAINT "block_seen_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_seen" ADD CONSTRAINT "block_seen_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "video_watch" ADD CONSTRAINT "video_watch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "video_watch" ADD CONSTRAINT "video_watch_release_id_block_id_fkey" FOREIGN KEY ("release_id", "block_id") REFERENCES "release_block"("release_id", "block_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion" ADD CONSTRAINT "completion_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion" ADD CONSTRAINT "completion_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion" ADD CONSTRAINT "completion_release_id_module_id_fkey" FOREIGN KEY ("release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_progress" ADD CONSTRAINT "module_progress_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_progress" ADD CONSTRAINT "module_progress_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_progress" ADD CONSTRAINT "module_progress_release_id_module_id_fkey" FOREIGN KEY ("release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_progress" ADD CONSTRAINT "module_progress_completed_release_id_module_id_fkey" FOREIGN KEY ("completed_release_id", "module_id") REFERENCES "release"("id", "module_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audience" ADD CONSTRAINT "audience_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_transition" ADD CONSTRAINT "milestone_transition_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "milestone_transition" ADD CONSTRAINT "milestone_transition_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_gate_id_fkey" FOREIGN KEY ("gate_id") REFERENCES "gate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_api_token_id_fkey" FOREIGN KEY ("api_token_id") REFERENCES "api_token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_gate_id_fkey" FOREIGN KEY ("gate_id") REFERENCES "gate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "checklist_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollback_criterion" ADD CONSTRAINT "rollback_criterion_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollback_criterion" ADD CONSTRAINT "rollback_criterion_met_by_id_fkey" FOREIGN KEY ("met_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run" ADD CONSTRAINT "runbook_run_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run" ADD CONSTRAINT "runbook_run_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run" ADD CONSTRAINT "runbook_run_started_by_id_fkey" FOREIGN KEY ("started_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_step" ADD CONSTRAINT "runbook_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runbook_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_step" ADD CONSTRAINT "runbook_step_signed_by_id_fkey" FOREIGN KEY ("signed_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk" ADD CONSTRAINT "risk_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk" ADD CONSTRAINT "risk_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk" ADD CONSTRAINT "risk_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_entry" ADD CONSTRAINT "status_entry_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_entry" ADD CONSTRAINT "status_entry_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module" ADD CONSTRAINT "module_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module" ADD CONSTRAINT "module_current_release_id_fkey" FOREIGN KEY ("current_release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_alias" ADD CONSTRAINT "module_alias_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prerequisite" ADD CONSTRAINT "prerequisite_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prerequisite" ADD CONSTRAINT "prerequisite_needs_id_fkey" FOREIGN KEY ("needs_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_block" ADD CONSTRAINT "release_block_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_media" ADD CONSTRAINT "release_media_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_media" ADD CONSTRAINT "release_media_hash_fkey" FOREIGN KEY ("hash") REFERENCES "media"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "baseline" ADD CONSTRAINT "baseline_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_audience_id_fkey" FOREIGN KEY ("audience_id") REFERENCES "audience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_exception" ADD CONSTRAINT "assignment_exception_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_exception" ADD CONSTRAINT "assignment_exception_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_exception" ADD CONSTRAINT "assignment_exception_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_exception" ADD CONSTRAINT "assignment_exception_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_exception" ADD CONSTRAINT "assignment_exception_withdrawn_by_id_fkey" FOREIGN KEY ("withdrawn_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_word" ADD CONSTRAINT "library_word_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_milestone_id_fkey" FOREIGN KEY ("milestone_id") REFERENCES "milestone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certified_completion" ADD CONSTRAINT "certified_completion_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certified_completion" ADD CONSTRAINT "certified_completion_completion_id_fkey" FOREIGN KEY ("completion_id") REFERENCES "completion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pin" ADD CONSTRAINT "pin_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pin" ADD CONSTRAINT "pin_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_preference" ADD CONSTRAINT "notice_preference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook" ADD CONSTRAINT "playbook_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_revision" ADD CONSTRAINT "playbook_revision_playbook_id_fkey" FOREIGN KEY ("playbook_id") REFERENCES "playbook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_revision" ADD CONSTRAINT "playbook_revision_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_copy" ADD CONSTRAINT "playbook_copy_playbook_id_fkey" FOREIGN KEY ("playbook_id") REFERENCES "playbook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_copy" ADD CONSTRAINT "playbook_copy_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_copy" ADD CONSTRAINT "playbook_copy_base_id_playbook_id_fkey" FOREIGN KEY ("base_id", "playbook_id") REFERENCES "playbook_revision"("id", "playbook_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_copy_edit" ADD CONSTRAINT "playbook_copy_edit_copy_id_fkey" FOREIGN KEY ("copy_id") REFERENCES "playbook_copy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_copy_edit" ADD CONSTRAINT "playbook_copy_edit_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_choice" ADD CONSTRAINT "upstream_choice_copy_id_fkey" FOREIGN KEY ("copy_id") REFERENCES "playbook_copy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_choice" ADD CONSTRAINT "upstream_choice_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "playbook_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_choice" ADD CONSTRAINT "upstream_choice_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tip" ADD CONSTRAINT "tip_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tip" ADD CONSTRAINT "tip_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "cohort_session"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tip" ADD CONSTRAINT "tip_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tip" ADD CONSTRAINT "tip_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tip" ADD CONSTRAINT "tip_approved_by_id_fkey" FOREIGN KEY ("approved_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tip_vote" ADD CONSTRAINT "tip_vote_tip_id_fkey" FOREIGN KEY ("tip_id") REFERENCES "tip"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tip_vote" ADD CONSTRAINT "tip_vote_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_template" ADD CONSTRAINT "support_template_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_template" ADD CONSTRAINT "support_template_module_id_fkey" FOREIGN KEY ("module_id") REFERENCES "module"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_use" ADD CONSTRAINT "template_use_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "support_template"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_use" ADD CONSTRAINT "template_use_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_report" ADD CONSTRAINT "scheduled_report_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_report" ADD CONSTRAINT "scheduled_report_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_recipient" ADD CONSTRAINT "report_recipient_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "scheduled_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_recipient" ADD CONSTRAINT "report_recipient_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_rule" ADD CONSTRAINT "alert_rule_migration_id_fkey" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_rule" ADD CONSTRAINT "alert_rule_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ── What Prisma's schema cannot say ─────────────────────────────────────────────────────────────────────────────

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- People and roles
ALTER TABLE deployment ADD CONSTRAINT deployment_is_one CHECK (id = 1);
ALTER TABLE person ADD CONSTRAINT person_email_is_lower CHECK (email = lower(email) AND email LIKE '%_@_%');
ALTER TABLE person ADD CONSTRAINT person_has_name CHECK (btrim(name) <> '');
-- people lists run in this order, page by page
CREATE INDEX person_in_order ON person (lower(name), id);
ALTER TABLE role_grant ADD CONSTRAINT admin_is_of_the_deployment CHECK ((role = 'admin') = (migration_id IS NULL));
ALTER TABLE role_grant ADD CONSTRAINT grant_ends_after_it_began CHECK (ended_at >= granted_at);
CREATE UNIQUE INDEX role_grant_once ON role_grant (person_id, role, migration_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
ALTER TABLE membership ADD CONSTRAINT membership_ends_after_it_began CHECK ("to" >= "from");
CREATE UNIQUE INDEX membership_once ON membership (person_id, audience_id) WHERE "to" IS NULL;
ALTER TABLE person ADD CONSTRAINT erased_person_has_no_address CHECK (erased_at IS NULL OR (email IS NULL AND external_id IS NULL));
ALTER TABLE one_time_token ADD CONSTRAINT token_expires_later CHECK (expires_at > created_at);

-- Days of one person in one audience, or in one cohort, do not overlap. Of two that are written at once the second waits
-- for the person's row, and then sees the first. The argument names the column beside the person.
CREATE FUNCTION days_do_not_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_taken boolean;
BEGIN
  PERFORM FROM person WHERE id = NEW.person_id FOR NO KEY UPDATE;
  EXECUTE format(
    'SELECT EXISTS (SELECT FROM %I WHERE person_id = $1 AND %I = $2 AND id <> $3 AND daterange("from", "to") && daterange($4, $5))',
    TG_TABLE_NAME, TG_ARGV[0])
  INTO is_taken USING NEW.person_id, (to_jsonb(NEW) ->> TG_ARGV[0])::uuid, NEW.id, NEW."from", NEW."to";
  IF is_taken THEN
    RAISE EXCEPTION 'these days overlap others of person % in %', NEW.person_id, TG_TABLE_NAME
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER days_do_not_overlap AFTER INSERT OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION days_do_not_overlap('audience_id');
CREATE TRIGGER days_do_not_overlap AFTER INSERT OR UPDATE ON cohort_member FOR EACH ROW EXECUTE FUNCTION days_do_not_overlap('cohort_id');
CREATE TRIGGER days_do_not_overlap AFTER INSERT OR UPDATE ON cohort_champion FOR EACH ROW EXECUTE FUNCTION days_do_not_overlap('cohort_id');

-- Whatever a row names is of one migration, and what is named here never goes to another migration.
CREATE FUNCTION is_of_one_migration() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named jsonb := to_jsonb(NEW);
BEGIN
  IF (SELECT count(DISTINCT migration_id) FROM (
    SELECT (named ->> 'migration_id')::uuid AS migration_id
    UNION ALL SELECT migration_id FROM milestone WHERE id = (named ->> 'milestone_id')::uuid
    UNION ALL SELECT migration_id FROM audience WHERE id = (named ->> 'audience_id')::uuid
    UNION ALL SELECT migration_id FROM module WHERE id IN ((named ->> 'module_id')::uuid, (named ->> 'needs_id')::uuid)
    UNION ALL SELECT m.migration_id FROM release r JOIN module m ON m.id = r.module_id WHERE r.id = (named ->> 'release_id')::uuid
    UNION ALL SELECT migration_id FROM cohort WHERE id = (named ->> 'cohort_id')::uuid
    UNION ALL SELECT migration_id FROM playbook WHERE id = (named ->> 'playbook_id')::uuid
    UNION ALL SELECT migration_id FROM confusion_cluster WHERE id IN ((named ->> 'cluster_id')::uuid, (named ->> 'merged_into_id')::uuid)
  ) AS found) > 1 THEN
    RAISE EXCEPTION 'a row of % names things of several migrations', TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON gate FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON risk FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON runbook_run FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON prerequisite FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON cohort FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON cohort_session FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON nudge FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON playbook_copy FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON tip FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON support_template FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON confusion_cluster FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON confusion_report FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE TRIGGER is_of_one_migration BEFORE INSERT OR UPDATE ON resolution FOR EACH ROW EXECUTE FUNCTION is_of_one_migration();
CREATE FUNCTION stays_in_its_migration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.migration_id <> OLD.migration_id THEN
    RAISE EXCEPTION 'a row of % stays in its migration', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_in_its_migration BEFORE UPDATE OF migration_id ON milestone FOR EACH ROW EXECUTE FUNCTION stays_in_its_migration();
CREATE TRIGGER stays_in_its_migration BEFORE UPDATE OF migration_id ON audience FOR EACH ROW EXECUTE FUNCTION stays_in_its_migration();
CREATE TRIGGER stays_in_its_migration BEFORE UPDATE OF migration_id ON module FOR EACH ROW EXECUTE FUNCTION stays_in_its_migration();
CREATE TRIGGER stays_in_its_migration BEFORE UPDATE OF migration_id ON cohort FOR EACH ROW EXECUTE FUNCTION stays_in_its_migration();
CREATE TRIGGER stays_in_its_migration BEFORE UPDATE OF migration_id ON playbook FOR EACH ROW EXECUTE FUNCTION stays_in_its_migration();

-- Milestones
ALTER TABLE milestone_transition ADD CONSTRAINT transition_is_a_step CHECK (("from", "to") IN (
  ('planned', 'training'), ('training', 'planned'), ('training', 'live'), ('live', 'closed'), ('live', 'rolled back'), ('rolled back', 'training')));
ALTER TABLE decision ADD CONSTRAINT decision_has_reason CHECK (btrim(reason) <> '');
ALTER TABLE decision ADD CONSTRAINT only_a_move_has_dates CHECK ((kind = 'move') = (from_date IS NOT NULL AND to_date IS NOT NULL));
ALTER TABLE gate ADD CONSTRAINT gate_target_is_positive CHECK (target >= 0);
ALTER TABLE gate ADD CONSTRAINT gate_names_its_task CHECK ((measure = 'task ratio') = (module_id IS NOT NULL AND block_id IS NOT NULL));
ALTER TABLE gate ADD CONSTRAINT pushed_gate_has_name CHECK (measure <> 'pushed' OR btrim(name) <> '');
ALTER TABLE reading ADD CONSTRAINT reading_counts CHECK (n >= 0);
ALTER TABLE waiver ADD CONSTRAINT waiver_has_reason CHECK (btrim(reason) <> '');
ALTER TABLE waiver ADD CONSTRAINT waiver_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL));
CREATE UNIQUE INDEX waiver_once ON waiver (gate_id) WHERE withdrawn_at IS NULL;
ALTER TABLE sign_off ADD CONSTRAINT sign_off_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL));
CREATE UNIQUE INDEX sign_off_once ON sign_off (item_id) WHERE withdrawn_at IS NULL;
ALTER TABLE risk ADD CONSTRAINT risk_is_weighed CHECK (likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5);

-- A milestone's state is that of its newest transition, and a transition starts where the last one ended.
CREATE FUNCTION milestone_follows_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE milestone SET state = NEW."to" WHERE id = NEW.milestone_id AND state = NEW."from";
  IF NOT FOUND THEN
    RAISE EXCEPTION 'milestone % is not in the state %', NEW.milestone_id, NEW."from"
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER milestone_follows AFTER INSERT ON milestone_transition
  FOR EACH ROW EXECUTE FUNCTION milestone_follows_transition();
CREATE FUNCTION milestone_state_is_derived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- pg_trigger_depth: 1 here, 2 when the transition's own trigger writes
  IF (TG_OP = 'INSERT' AND NEW.state <> 'planned')
    OR (TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND pg_trigger_depth() < 2) THEN
    RAISE EXCEPTION 'a milestone begins as planned and changes its state by a transition'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER milestone_state_is_derived BEFORE INSERT OR UPDATE OF state ON milestone
  FOR EACH ROW EXECUTE FUNCTION milestone_state_is_derived();

-- Modules
ALTER TABLE module ADD CONSTRAINT module_slug_is_plain CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE release ADD CONSTRAINT release_has_label CHECK (btrim(label) <> '');
ALTER TABLE release ADD CONSTRAINT release_takes_time CHECK (minutes > 0);
ALTER TABLE release ADD CONSTRAINT release_withdrawn_for_a_reason CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL));
ALTER TABLE prerequisite ADD CONSTRAINT module_does_not_need_itself CHECK (module_id <> needs_id);
ALTER TABLE baseline ADD CONSTRAINT baseline_takes_time CHECK (median_ms > 0);
ALTER TABLE baseline ADD CONSTRAINT measured_baseline_has_n CHECK (source <> 'measured' OR n > 0);
ALTER TABLE assignment ADD CONSTRAINT assignment_has_one_target CHECK ((audience_id IS NULL) <> (role IS NULL));
ALTER TABLE assignment ADD CONSTRAINT assignment_is_due_before CHECK (due_days BETWEEN 0 AND 365);
CREATE UNIQUE INDEX assignment_once ON assignment (module_id, milestone_id, audience_id, role) NULLS NOT DISTINCT WHERE ended_at IS NULL;
CREATE UNIQUE INDEX assignment_exception_once ON assignment_exception (person_id, module_id, milestone_id) WHERE withdrawn_at IS NULL;
ALTER TABLE assignment_exception ADD CONSTRAINT exception_has_reason CHECK (btrim(reason) <> '');
ALTER TABLE assignment_exception ADD CONSTRAINT exception_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL));

-- `search` is made of the rest after this.
CREATE FUNCTION release_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason', 'search']
                        = to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason', 'search'] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a release never changes; publish a new one'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER release_never_changes BEFORE UPDATE OR DELETE ON release
  FOR EACH ROW EXECUTE FUNCTION release_never_changes();

CREATE FUNCTION is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON release_block FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON release_media FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON milestone_transition FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON reading FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON confusion_action FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON completion FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON certificate FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON certified_completion FOR EACH ROW EXECUTE FUNCTION is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON playbook_revision FOR EACH ROW EXECUTE FUNCTION is_append_only();
-- bytes that nothing shows any more can be deleted: foreign keys tell
CREATE TRIGGER media_never_changes BEFORE UPDATE ON media FOR EACH ROW EXECUTE FUNCTION is_append_only();
ALTER TABLE media ADD CONSTRAINT media_is_what_its_hash_says CHECK (hash = encode(sha256(bytes), 'hex') AND size = octet_length(bytes));
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON release EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON release_block EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON release_media EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON media EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit_entry EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON milestone_transition EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON decision EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON reading EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON confusion_action EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON completion EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON certificate EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON certified_completion EXECUTE FUNCTION is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON playbook_revision EXECUTE FUNCTION is_append_only();

CREATE FUNCTION current_release_is_its_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.current_release_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM release WHERE id = NEW.current_release_id AND module_id = NEW.id AND withdrawn_at IS NULL
  ) THEN
    RAISE EXCEPTION 'release % is not an offered release of module %', NEW.current_release_id, NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER current_release_is_its_own BEFORE INSERT OR UPDATE OF current_release_id ON module
  FOR EACH ROW EXECUTE FUNCTION current_release_is_its_own();

-- at the end of the transaction, so that it may withdraw first and offer another one then
CREATE FUNCTION withdrawn_release_is_not_offered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM module m JOIN release r ON r.id = m.current_release_id WHERE r.id = NEW.id AND r.withdrawn_at IS NOT NULL) THEN
    RAISE EXCEPTION 'release % is withdrawn and still offered', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER withdrawn_release_is_not_offered AFTER UPDATE OF withdrawn_at ON release
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION withdrawn_release_is_not_offered();

-- The library: found in any form of a word, with or without its accents. What is longer than a tsvector can hold is
-- found by its beginning. The block before the first heading has a title for lists only.
CREATE TEXT SEARCH CONFIGURATION searched (COPY = english);
ALTER TEXT SEARCH CONFIGURATION searched ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
ALTER TABLE release ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('searched', left(title, 10000)), 'A')
  || setweight(to_tsvector('searched', left(jsonb_path_query_array(tree, '$.blocks[*] ? (@.id != "start").title')::text, 100000)), 'B')
  || setweight(to_tsvector('searched', left(coalesce(summary, ''), 10000)), 'C')
  || to_tsvector('searched', left(words, 200000))) STORED;
ALTER TABLE release_block ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('searched', CASE WHEN block_id = 'start' THEN '' ELSE left(title, 10000) END), 'A')
  || to_tsvector('searched', left(words, 200000))) STORED;
-- Published seldom, read all the time: what is new goes into the indexes at once.
CREATE INDEX release_search ON release USING gin (search) WITH (fastupdate = off);
CREATE INDEX library_word_alike ON library_word USING gin (plain gin_trgm_ops) WITH (fastupdate = off);

-- Learning
ALTER TABLE attempt ADD CONSTRAINT attempt_finishes_with_an_outcome CHECK ((outcome IS NULL) = (finished_at IS NULL));
ALTER TABLE attempt ADD CONSTRAINT attempt_times_are_not_negative CHECK (active_ms >= 0 AND wall_ms >= 0 AND paused_ms >= 0);
ALTER TABLE attempt ADD CONSTRAINT attempt_counts_are_not_negative CHECK (errors >= critical_errors AND critical_errors >= 0 AND hints >= 0 AND ordinal >= 1);
ALTER TABLE attempt ADD CONSTRAINT suspect_attempt_says_why CHECK (suspect = (suspect_reason IS NOT NULL));
ALTER TABLE attempt ADD CONSTRAINT attempt_setting_has_its_clock CHECK (
  (setting = 'lab' AND clock = 'active') OR (setting = 'outside' AND clock = 'wall') OR setting = 'reported');
ALTER TABLE check_submission ADD CONSTRAINT submission_is_graded CHECK ("right" BETWEEN 0 AND total AND total > 0 AND nth >= 0);
ALTER TABLE block_seen ADD CONSTRAINT block_seen_in_order CHECK (first_at <= last_at);
ALTER TABLE video_watch ADD CONSTRAINT video_watch_is_inside CHECK (seconds >= 0 AND position >= 0 AND duration >= 0 AND seconds <= duration + 1);
ALTER TABLE module_progress ADD CONSTRAINT progress_is_within CHECK (met BETWEEN 0 AND required);

-- Cohorts
ALTER TABLE cohort_member ADD CONSTRAINT member_leaves_after_joining CHECK ("to" >= "from");
ALTER TABLE cohort_champion ADD CONSTRAINT champion_leaves_after_joining CHECK ("to" >= "from");
CREATE UNIQUE INDEX cohort_member_once ON cohort_member (cohort_id, person_id) WHERE "to" IS NULL;
CREATE UNIQUE INDEX cohort_champion_once ON cohort_champion (cohort_id, person_id) WHERE "to" IS NULL;
ALTER TABLE cohort_session ADD CONSTRAINT session_takes_time CHECK (minutes BETWEEN 5 AND 1440 AND (capacity IS NULL OR capacity > 0));
CREATE UNIQUE INDEX session_code_while_open ON cohort_session (check_in_code) WHERE check_in_code IS NOT NULL AND closed_at IS NULL;

-- Confusion
ALTER TABLE confusion_report ADD CONSTRAINT report_has_words CHECK (btrim(words) <> '');
ALTER TABLE confusion_report ADD CONSTRAINT report_sentiment_is_a_step CHECK (sentiment BETWEEN 1 AND 5);
ALTER TABLE confusion_report ADD CONSTRAINT anonymous_report_has_no_trace CHECK (NOT anonymous OR (attempt_id IS NULL AND browser IS NULL));
ALTER TABLE confusion_cluster ADD CONSTRAINT cluster_is_not_merged_into_itself CHECK (merged_into_id <> id);
-- Merges lie flat: nothing is merged into what is itself merged. At the end of the transaction, when all have moved; of
-- two that merge into one another at once, one waits for the other and fails.
CREATE FUNCTION merges_lie_flat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM confusion_cluster WHERE id = NEW.merged_into_id FOR SHARE;
  IF EXISTS (SELECT FROM confusion_cluster c JOIN confusion_cluster into_it ON into_it.merged_into_id = c.id
             WHERE c.merged_into_id IS NOT NULL AND NEW.id IN (c.id, into_it.id)) THEN
    RAISE EXCEPTION 'cluster % is part of a chain of merges', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER merges_lie_flat AFTER INSERT OR UPDATE OF merged_into_id ON confusion_cluster
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION merges_lie_flat();
ALTER TABLE answer ADD CONSTRAINT answer_has_words CHECK (btrim(words) <> '');
ALTER TABLE resolution ADD CONSTRAINT resolution_has_words CHECK (btrim(words) <> '');
ALTER TABLE resolution ADD CONSTRAINT resolution_names_its_fix CHECK (
  (kind <> 'release' OR release_id IS NOT NULL) AND (kind <> 'product' OR (url IS NOT NULL AND changed_on IS NOT NULL)));
ALTER TABLE told ADD CONSTRAINT told_one_thing CHECK ((answer_id IS NULL) <> (resolution_id IS NULL));
CREATE UNIQUE INDEX resolution_once ON resolution (cluster_id) WHERE reopened_at IS NULL;
CREATE INDEX confusion_cluster_merged ON confusion_cluster (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX confusion_report_words ON confusion_report USING gin (words gin_trgm_ops);

-- Views, alerts and webhooks
ALTER TABLE scheduled_report ADD CONSTRAINT report_has_its_day CHECK (CASE rhythm
  WHEN 'daily' THEN day IS NULL WHEN 'weekly' THEN day IS NOT NULL AND day BETWEEN 1 AND 7
  ELSE day IS NOT NULL AND day BETWEEN 1 AND 28 END AND hour BETWEEN 0 AND 23);
ALTER TABLE alert_rule ADD CONSTRAINT alert_waits_some_days CHECK (for_days BETWEEN 1 AND 90);
ALTER TABLE alert ADD CONSTRAINT alert_clears_after_it_fired CHECK (cleared_at >= fired_at);
CREATE UNIQUE INDEX alert_once ON alert (rule_id) WHERE cleared_at IS NULL;
ALTER TABLE webhook ADD CONSTRAINT webhook_has_an_address CHECK (url ~ '^https?://.');
ALTER TABLE webhook_delivery ADD CONSTRAINT delivered_is_not_due CHECK (delivered_at IS NULL OR due_at IS NULL);

-- ── The event log: the truth for learning ──────────────────────────────────────────────────────────────────────

CREATE SCHEMA log;

-- The least UUIDv7 of an instant: ids made at or after it are not less.
CREATE FUNCTION log.first_id(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS
  $$ SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

CREATE TABLE log.event (
  id          uuid        PRIMARY KEY,
  person_id   uuid        NOT NULL,
  type        text        NOT NULL,
  at          timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  device_id   uuid,
  release_id  uuid,
  block_id    text,
  attempt_id  uuid,
  data        jsonb       NOT NULL DEFAULT '{}'
) PARTITION BY RANGE (id);
CREATE INDEX event_of_attempt ON log.event (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX event_of_person ON log.event (person_id, id);
CREATE INDEX event_of_film ON log.event (person_id, release_id, block_id) WHERE type = 'video-watched';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON log.event FOR EACH ROW EXECUTE FUNCTION public.is_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON log.event EXECUTE FUNCTION public.is_append_only();

-- Makes the partitions of all months from one instant to another (UTC months); safe to repeat and to run twice at once.
-- A partition can be dropped whole, but not emptied: unlike a trigger for rows, one for TRUNCATE is not inherited.
CREATE FUNCTION log.ensure_partitions(since timestamptz, until timestamptz) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  month timestamptz := date_trunc('month', since, 'UTC');
  name text;
  made int := 0;
BEGIN
  WHILE month <= until LOOP
    name := 'event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
    IF to_regclass('log.' || name) IS NULL THEN
      PERFORM pg_advisory_xact_lock(hashtext('log.ensure_partitions'));
      EXECUTE format('CREATE TABLE IF NOT EXISTS log.%I PARTITION OF log.event FOR VALUES FROM (%L) TO (%L)',
        name, log.first_id(month), log.first_id(date_trunc('month', month + interval '32 days', 'UTC')));
      EXECUTE format('CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON log.%I EXECUTE FUNCTION public.is_append_only()', name);
      made := made + 1;
    END IF;
    month := date_trunc('month', month + interval '32 days', 'UTC');
  END LOOP;
  RETURN made;
END $$;

SELECT log.ensure_partitions(now() - interval '13 months', now() + interval '3 months');

-- ── Who is assigned what, until when ───────────────────────────────────────────────────────────────────────────

-- A due date: calendar days before the milestone, but never earlier than ten days after a person was asked, or was
-- asked for another day, or the milestone moved, unless the assignment is strict. It is over at the end of that day in
-- the migration's time zone.
CREATE FUNCTION due_date(milestone_date date, due_days int, strict boolean, asked_on date, moved_on date) RETURNS date
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN strict THEN milestone_date - due_days
              ELSE greatest(milestone_date - due_days, asked_on + 10, moved_on + 10) END
$$;

-- Everybody whom an open assignment asks on a local day, by audience or by role; without those it was waived for.
-- The one definition that home, due dates, cohorts and every metric use. A person in two audiences of one module has
-- two rows. An exception is a person's, for a module and milestone, by whatever assignment they are asked; more time never
-- becomes less than what everybody has. `planned_on` is what the milestone alone would say; where that is another day than
-- `due_on`, people are told why. Inlined by the planner: filter it by person or milestone.
CREATE FUNCTION assigned_on(day date) RETURNS TABLE (
  assignment_id uuid, milestone_id uuid, module_id uuid, person_id uuid, audience_id uuid, optional boolean,
  due_on date, extended boolean, planned_on date
) LANGUAGE sql STABLE AS $$
  SELECT a.id, a.milestone_id, a.module_id, m.person_id, a.audience_id, a.optional,
         greatest(x.due_on, d.due_on), coalesce(x.due_on > d.due_on, false), s.date - a.due_days
  FROM assignment a
  JOIN milestone s ON s.id = a.milestone_id
  JOIN migration g ON g.id = s.migration_id
  JOIN membership m ON m.audience_id = a.audience_id AND m."from" <= day AND (m."to" IS NULL OR m."to" > day)
  JOIN person p ON p.id = m.person_id AND (p.left_on IS NULL OR p.left_on >= day)
  CROSS JOIN LATERAL (SELECT due_date(s.date, a.due_days, a.due_strict,
    greatest(m."from", (a.created_at AT TIME ZONE g.time_zone)::date, a.due_changed_on), s.moved_on) AS due_on) d
  LEFT JOIN assignment_exception x ON x.module_id = a.module_id AND x.milestone_id = a.milestone_id
    AND x.person_id = m.person_id AND x.withdrawn_at IS NULL
  WHERE a.ended_at IS NULL AND (x.id IS NULL OR x.due_on IS NOT NULL)
  UNION ALL
  SELECT a.id, a.milestone_id, a.module_id, r.person_id, NULL, a.optional,
         greatest(x.due_on, d.due_on), coalesce(x.due_on > d.due_on, false), s.date - a.due_days
  FROM assignment a
  JOIN milestone s ON s.id = a.milestone_id
  JOIN migration g ON g.id = s.migration_id
  JOIN role_grant r ON r.role = a.role AND r.migration_id = s.migration_id AND r.ended_at IS NULL
  JOIN person p ON p.id = r.person_id AND (p.left_on IS NULL OR p.left_on >= day)
  CROSS JOIN LATERAL (SELECT due_date(s.date, a.due_days, a.due_strict,
    greatest((r.granted_at AT TIME ZONE g.time_zone)::date, (a.created_at AT TIME ZONE g.time_zone)::date,
      a.due_changed_on), s.moved_on) AS due_on) d
  LEFT JOIN assignment_exception x ON x.module_id = a.module_id AND x.milestone_id = a.milestone_id
    AND x.person_id = r.person_id AND x.withdrawn_at IS NULL
  WHERE a.ended_at IS NULL AND (x.id IS NULL OR x.due_on IS NOT NULL)
$$;

-- The blocks of a newer release that a person who completed an older one is asked to do again: everything, where all was
-- asked for again since; else what a release since has asked for, unless the older one has a block that equals it. A
-- block that `was:` another keeps its hash, so it is matched by hash where its old id is gone.
CREATE FUNCTION blocks_to_refresh(old_release uuid, new_release uuid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT n.block_id
  FROM release old
  JOIN release r ON r.id = new_release AND r.published_at > old.published_at
  JOIN release_block n ON n.release_id = r.id
  WHERE old.id = old_release
    AND (cardinality(r.asked_anew) > 0 AND NOT old.id = ANY (r.asked_anew)
      OR n.asked_at > old.published_at AND NOT EXISTS (
        SELECT FROM release_block o
        WHERE o.release_id = old.id AND o.hash = n.hash AND o.kind = n.kind
          AND (o.block_id = n.block_id OR NOT EXISTS (
            SELECT FROM release_block k WHERE k.release_id = r.id AND k.block_id = o.block_id))))
$$;
