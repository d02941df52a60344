import { newId } from '#app/platform/ids.ts'
import type { FilledMigration } from './filled-migration.ts'

/** Rows that may only be added to, or not changed at all, and something to write into them. */
const KEPT: readonly (readonly [table: string, rule: string, assignment: string])[] = [
  ['release', 'release_never_changes', `title = 'Another'`],
  ['release_block', 'append_only', `title = 'Another'`],
  ['release_media', 'append_only', `path = 'media/another.png'`],
  ['media', 'media_never_changes', `bytes = 'Another'`],
  ['audit_entry', 'append_only', `action = 'decision.taken'`],
  ['milestone_transition', 'append_only', `note = 'Another'`],
  ['decision', 'append_only', `reason = 'Another'`],
  ['reading', 'append_only', 'value = 100'],
  ['confusion_action', 'append_only', `kind = 'another'`],
  ['completion', 'append_only', 'completed_at = now()'],
  ['certificate', 'append_only', 'issued_at = now()'],
  ['certified_completion', 'append_only', `certificate_id = 'another'`],
  ['playbook_revision', 'append_only', `title = 'Another'`],
  ['champion_sign_off', 'append_only', 'given = false'],
  ['signal_action', 'append_only', `words = 'Another'`],
]

/**
 * One statement for each rule of the database that Prisma's schema cannot say, as `rule on table`; it is refused by that
 * rule and no other. Each works on what `aFilledMigration` made: `own`, and `another` that it must not be mixed with.
 */
export function breaches(own: FilledMigration, another: FilledMigration): [rule: string, statement: string][] {
  return [
    ...KEPT.map(([table, rule, set]): [string, string] => [`${rule} on ${table}`, `UPDATE ${table} SET ${set}`]),
    ...KEPT.map(([table]): [string, string] => [`no_truncate on ${table}`, `TRUNCATE ${table} CASCADE`]),
    ['append_only on event', `UPDATE log.event SET data = '{}'`],
    ['no_truncate on event', 'TRUNCATE log.event'],
    ['append_only on retirement', `${LET_GO}; DELETE FROM log.retirement`],
    ['no_truncate on retirement', `${LET_GO}; TRUNCATE log.retirement`],
    ...ofPeople(own),
    ...ofMigrations(own, another),
    ...ofMilestones(own),
    ...ofModules(own, another),
    ...ofLearning(),
    ...ofCohorts(own),
    ...ofConfusion(own),
    ...ofViews(),
  ]
}

const LET_GO = `INSERT INTO log.retirement (before, at) VALUES ('1999-01-01', now())`

type Breaches = [rule: string, statement: string][]

function ofPeople({ person, audience }: FilledMigration): Breaches {
  return [
    ['deployment_is_one on deployment', 'INSERT INTO deployment (id) VALUES (2)'],
    ['person_email_is_lower on person', `UPDATE person SET email = 'Lena@Brackwater.example' WHERE id = '${person}'`],
    ['person_has_name on person', `UPDATE person SET name = ' '`],
    ['erased_person_has_no_address on person', 'UPDATE person SET erased_at = now()'],
    ['admin_is_of_the_deployment on role_grant', `UPDATE role_grant SET role = 'admin'`],
    ['grant_ends_after_it_began on role_grant', `UPDATE role_grant SET ended_at = '1999-01-01'`],
    ['role_grant_once on role_grant', copy('role_grant')],
    ['token_expires_later on one_time_token', 'UPDATE one_time_token SET expires_at = created_at'],
    ['membership_ends_after_it_began on membership', `UPDATE membership SET "to" = "from" - 1`],
    ['membership_once on membership', copy('membership')],
    [
      'days_do_not_overlap on membership',
      `INSERT INTO membership (id, person_id, audience_id, "from", "to")
       VALUES ('${newId()}', '${person}', '${audience}', '2019-01-01', '2020-01-02')`,
    ],
  ]
}

function ofMigrations(own: FilledMigration, another: FilledMigration): Breaches {
  const mixed: Record<string, string> = {
    assignment: `audience_id = '${another.audience}'`,
    gate: `audience_id = '${another.audience}'`,
    risk: `milestone_id = '${another.milestone}'`,
    runbook_run: `release_id = '${another.release}'`,
    prerequisite: `needs_id = '${another.module}'`,
    cohort: `milestone_id = '${another.milestone}'`,
    cohort_session: `milestone_id = '${another.milestone}'`,
    nudge: `module_id = '${another.module}'`,
    playbook_copy: `cohort_id = '${another.cohort}'`,
    tip: `module_id = '${another.module}'`,
    support_template: `module_id = '${another.module}'`,
    confusion_cluster: `merged_into_id = '${another.cluster}'`,
    confusion_report: `cluster_id = '${another.cluster}'`,
    resolution: `release_id = '${another.release}'`,
    library_answer: `module_id = '${another.module}'`,
    answer_notice: `audience_id = '${another.audience}'`,
    confusion_link: `module_id = '${another.module}'`,
  }
  const moved = ['milestone', 'audience', 'module', 'cohort', 'playbook']
  return [
    ...Object.entries(mixed).map(([table, set]): [string, string] => [
      `is_of_one_migration on ${table}`,
      `UPDATE ${table} SET ${set}`,
    ]),
    ...moved.map((table): [string, string] => [
      `stays_in_its_migration on ${table}`,
      `UPDATE ${table} SET migration_id = '${another.migration}' WHERE migration_id = '${own.migration}'`,
    ]),
  ]
}

function ofMilestones({ milestone }: FilledMigration): Breaches {
  return [
    ['transition_is_a_step on milestone_transition', copy('milestone_transition', { from: 'training', to: 'closed' })],
    ['milestone_follows on milestone_transition', copy('milestone_transition', { from: 'live', to: 'closed' })],
    ['milestone_state_is_derived on milestone', `UPDATE milestone SET state = 'live' WHERE id = '${milestone}'`],
    ['milestone_state_is_derived on milestone', copy('milestone', { slug: 'new', state: 'live' })],
    ['decision_has_reason on decision', copy('decision', { reason: ' ' })],
    ['only_a_move_has_dates on decision', copy('decision', { kind: 'move' })],
    ['gate_target_is_positive on gate', 'UPDATE gate SET target = -1'],
    ['gate_names_its_task on gate', `UPDATE gate SET measure = 'task ratio'`],
    ['pushed_gate_has_name on gate', `UPDATE gate SET measure = 'pushed', name = ' '`],
    ['reading_counts on reading', copy('reading', { n: -1 })],
    ['waiver_has_reason on waiver', `UPDATE waiver SET reason = ''`],
    ['waiver_withdrawn_by_somebody on waiver', 'UPDATE waiver SET withdrawn_at = now()'],
    ['waiver_once on waiver', copy('waiver')],
    ['sign_off_withdrawn_by_somebody on sign_off', 'UPDATE sign_off SET withdrawn_at = now()'],
    ['sign_off_once on sign_off', copy('sign_off')],
    ['risk_is_weighed on risk', 'UPDATE risk SET impact = 6'],
  ]
}

function ofModules({ module, release }: FilledMigration, another: FilledMigration): Breaches {
  return [
    ['module_slug_is_plain on module', `UPDATE module SET slug = 'Not plain'`],
    ['release_has_label on release', copy('release', { label: ' ' })],
    ['release_takes_time on release', copy('release', { label: 'new', minutes: 0 })],
    ['release_never_changes on release', `DELETE FROM release`],
    ['media_is_what_its_hash_says on media', `INSERT INTO media (hash, type, size, bytes) VALUES ('a', 'b', 1, 'c')`],
    [
      'current_release_is_its_own on module',
      `UPDATE module SET current_release_id = '${another.release}' WHERE id = '${module}'`,
    ],
    ['release_withdrawn_for_a_reason on release', `UPDATE release SET withdrawn_at = now() WHERE id = '${release}'`],
    [
      'withdrawn_release_is_not_offered on release',
      `UPDATE release SET withdrawn_at = now(), withdrawn_reason = 'Wrong amounts.' WHERE id = '${release}'`,
    ],
    ['module_does_not_need_itself on prerequisite', 'UPDATE prerequisite SET needs_id = module_id'],
    ['baseline_takes_time on baseline', 'UPDATE baseline SET median_ms = 0'],
    ['measured_baseline_has_n on baseline', 'UPDATE baseline SET n = 0'],
    ['assignment_has_one_target on assignment', `UPDATE assignment SET role = 'champion'`],
    ['assignment_is_due_before on assignment', 'UPDATE assignment SET due_days = -1'],
    ['assignment_once on assignment', copy('assignment')],
    ['exception_has_reason on assignment_exception', `UPDATE assignment_exception SET reason = ''`],
    ['exception_withdrawn_by_somebody on assignment_exception', 'UPDATE assignment_exception SET withdrawn_at = now()'],
    ['assignment_exception_once on assignment_exception', copy('assignment_exception')],
  ]
}

function ofLearning(): Breaches {
  return [
    ['attempt_finishes_with_an_outcome on attempt', 'UPDATE attempt SET outcome = NULL'],
    ['attempt_times_are_not_negative on attempt', 'UPDATE attempt SET active_ms = -1'],
    ['attempt_counts_are_not_negative on attempt', 'UPDATE attempt SET critical_errors = errors + 1'],
    ['suspect_attempt_says_why on attempt', 'UPDATE attempt SET suspect = true'],
    ['attempt_setting_has_its_clock on attempt', `UPDATE attempt SET clock = 'wall'`],
    ['old_attempt_finishes_with_an_outcome on old_attempt', 'UPDATE old_attempt SET outcome = NULL'],
    ['old_attempt_times_are_not_negative on old_attempt', 'UPDATE old_attempt SET paused_ms = -1'],
    ['submission_is_graded on check_submission', 'UPDATE check_submission SET "right" = total + 1'],
    ['block_seen_in_order on block_seen', `UPDATE block_seen SET last_at = first_at - interval '1 second'`],
    ['video_watch_is_inside on video_watch', 'UPDATE video_watch SET seconds = duration + 2'],
    ['progress_is_within on module_progress', 'UPDATE module_progress SET met = required + 1'],
  ]
}

function ofCohorts({ session }: FilledMigration): Breaches {
  const opened = `UPDATE cohort_session SET check_in_code = 'ABCD' WHERE id = '${session}'`
  const past = { to: '9998-01-01' }
  return [
    ['cohort_rule_limit on cohort', 'UPDATE cohort SET rule_limit = 20'],
    ['member_leaves_after_joining on cohort_member', `UPDATE cohort_member SET "to" = "from" - 1`],
    ['champion_leaves_after_joining on cohort_champion', `UPDATE cohort_champion SET "to" = "from" - 1`],
    ['cohort_member_once on cohort_member', copy('cohort_member')],
    ['cohort_champion_once on cohort_champion', copy('cohort_champion')],
    ['days_do_not_overlap on cohort_member', copy('cohort_member', past)],
    ['days_do_not_overlap on cohort_champion', copy('cohort_champion', past)],
    ['look_is_at_one_thing on champion_look', 'UPDATE champion_look SET cohort_id = NULL'],
    ['session_takes_time on cohort_session', 'UPDATE cohort_session SET minutes = 4'],
    ['session_code_while_open on cohort_session', `${opened}; ${copy('cohort_session', { check_in_code: 'ABCD' })}`],
  ]
}

function ofConfusion({ cluster, further }: FilledMigration): Breaches {
  const merge = (from: string, into: string) =>
    `UPDATE confusion_cluster SET merged_into_id = '${into}' WHERE id = '${from}'`
  return [
    ['report_has_words on confusion_report', `UPDATE confusion_report SET words = ''`],
    ['report_sentiment_is_a_step on confusion_report', 'UPDATE confusion_report SET sentiment = 0'],
    ['anonymous_report_has_no_trace on confusion_report', 'UPDATE confusion_report SET anonymous = true'],
    ['answer_has_words on answer', `UPDATE answer SET words = ''`],
    ['resolution_has_words on resolution', `UPDATE resolution SET words = ''`],
    ['resolution_names_its_fix on resolution', `UPDATE resolution SET kind = 'release'`],
    ['resolution_once on resolution', copy('resolution')],
    ['told_one_thing on told', 'UPDATE told SET answer_id = NULL'],
    ['cluster_is_not_merged_into_itself on confusion_cluster', merge(cluster, cluster)],
    ['merges_lie_flat on confusion_cluster', `${merge(cluster, further)}; ${merge(further, cluster)}`],
    ['dismissed_with_words on signal_action', copy('signal_action', { words: ' ' })],
    ['library_answer_once on library_answer', copy('library_answer')],
    ['asked_callout_once on asked_callout', copy('asked_callout')],
    ['callout_done_by_somebody on asked_callout', 'UPDATE asked_callout SET done_at = now()'],
    ['link_names_one_thing on confusion_link', `UPDATE confusion_link SET url = 'https://tracker.example/1'`],
    ['targets_have_working_time on answer_targets', 'UPDATE answer_targets SET closes_at = opens_at'],
    ['targets_grow on answer_targets', 'UPDATE answer_targets SET minor_hours = 1'],
  ]
}

function ofViews(): Breaches {
  return [
    ['report_has_its_day on scheduled_report', 'UPDATE scheduled_report SET day = 8'],
    ['alert_waits_some_days on alert_rule', 'UPDATE alert_rule SET for_days = 0'],
    ['alert_clears_after_it_fired on alert', `UPDATE alert SET cleared_at = '1999-01-01'`],
    ['alert_once on alert', copy('alert')],
    ['webhook_has_an_address on webhook', `UPDATE webhook SET url = 'tracker'`],
    ['delivered_is_not_due on webhook_delivery', 'UPDATE webhook_delivery SET due_at = now(), delivered_at = now()'],
  ]
}

/** Adds a row as one that is there already, but for these columns. */
function copy(table: string, changes: Record<string, string | number> = {}): string {
  const other = JSON.stringify({ id: newId(), ...changes })
  // All columns but those that the database makes itself.
  return `DO $do$ DECLARE own text; BEGIN
    SELECT string_agg(quote_ident(attname), ', ') INTO own FROM pg_attribute
    WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format($$INSERT INTO ${table} (%1$s) SELECT %1$s FROM (
      SELECT (jsonb_populate_record(t, '${other}')).* FROM ${table} t LIMIT 1) AS other$$, own);
  END $do$`
}
