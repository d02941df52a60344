import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'

/** The site map: every URL, grouped by who may enter. */
export default [
  // learners
  index('routes/learner/home.tsx'),
  route('modules/:slug', 'routes/learner/module.tsx'),
  route('modules/:slug/changes', 'routes/learner/module-changes.tsx'),
  route('modules/:slug/confirmation', 'routes/learner/confirmation.ts'),
  route('modules/:slug/help', 'routes/learner/help-request.ts'),
  route('modules/:slug/pin', 'routes/learner/pin.ts'),
  route('library', 'routes/learner/library.tsx'),
  route('transcript', 'routes/learner/transcript.tsx'),
  route('transcript.csv', 'routes/learner/transcript-csv.ts'),
  route('events', 'routes/learner/events.ts'),
  route('media/:file', 'routes/learner/media.ts'),
  route('modules/:slug/blocks/:block/reports', 'routes/learner/report-new.tsx'),
  route('modules/:slug/blocks/:block/reports.json', 'routes/learner/report-new-json.ts'),
  route('reports', 'routes/learner/reports.tsx'),
  route('reports/:id', 'routes/learner/report.tsx', [route('verdict', 'routes/learner/report-verdict.tsx')]),
  route('reports/:id/me-toos', 'routes/learner/me-toos.ts'),
  route('notices', 'routes/learner/notices.tsx'),
  route('notices/read', 'routes/learner/notices-read.ts'),
  route('me/notices', 'routes/learner/notice-preferences.ts'),

  // champions
  route('cohorts', 'routes/champion/cohorts.tsx'),
  route('cohorts/:id', 'routes/champion/cohort.tsx'),
  route('cohorts/:id/help/:request', 'routes/champion/help-answer.ts'),
  route('playbooks', 'routes/champion/playbooks.tsx'),
  route('playbooks/:slug', 'routes/champion/playbook.tsx'),

  // trainers and leads
  route('adoption', 'routes/trainer/adoption.tsx'),
  route('adoption.csv', 'routes/trainer/adoption-csv.ts'),
  route('publish', 'routes/lead/publish.tsx'),
  route('preview/:slug', 'routes/lead/preview.tsx'),
  route('modules/:slug/releases', 'routes/lead/releases.tsx'),
  route('modules/:slug/releases/:label/withdrawal', 'routes/lead/release-withdrawal.tsx'),
  route('milestones', 'routes/lead/milestones.tsx'),
  route('milestones/:slug', 'routes/lead/milestone.tsx'),
  route('milestones/:slug/move', 'routes/lead/milestone-move.tsx'),
  route('milestones/:slug/gates/new', 'routes/lead/gate-new.tsx'),
  route('milestones/:slug/gates/:gate/waiver', 'routes/lead/gate-waiver.tsx'),
  route('milestones/:slug/gates/:gate/waiver/withdrawal', 'routes/lead/gate-waiver-withdrawal.ts'),
  route('milestones/:slug/gates/:gate/retirement', 'routes/lead/gate-retirement.tsx'),
  route('confusion', 'routes/lead/confusion.tsx', [
    route(':id', 'routes/lead/confusion-cluster.tsx', [
      route('answer', 'routes/lead/confusion-answer.tsx'),
      route('resolution', 'routes/lead/confusion-resolution.tsx'),
      route('owner', 'routes/lead/confusion-owner.tsx'),
      route('reopening', 'routes/lead/confusion-reopening.tsx'),
    ]),
  ]),

  // admins
  route('admin', 'routes/admin/overview.tsx'),
  route('admin/people', 'routes/admin/people.tsx'),
  route('admin/people/new', 'routes/admin/person-new.tsx'),
  route('admin/people/import', 'routes/admin/people-import.tsx'),
  route('admin/people/import/:draft', 'routes/admin/people-import-preview.tsx'),
  route('admin/people/:id', 'routes/admin/person.tsx'),
  route('admin/people/:id/roles', 'routes/admin/roles.ts'),
  route('admin/people/:id/memberships', 'routes/admin/memberships.ts'),
  route('admin/people/:id/memberships/:membership', 'routes/admin/membership-end.ts'),
  route('admin/people/:id/leaving', 'routes/admin/leaving.ts'),
  route('admin/people/:id/links/:purpose', 'routes/admin/link-sent.tsx'),
  route('admin/audiences', 'routes/admin/audiences.tsx'),
  route('admin/audiences/new', 'routes/admin/audience-new.tsx'),
  route('admin/audiences/import', 'routes/admin/audiences-import.tsx'),
  route('admin/audiences/import/:draft', 'routes/admin/audiences-import-preview.tsx'),
  route('admin/audiences/:slug', 'routes/admin/audience.tsx'),
  route('admin/audiences/:slug/retirement', 'routes/admin/retirement.ts'),
  route('admin/tokens', 'routes/admin/tokens.tsx'),
  route('admin/tokens/new', 'routes/admin/token-new.tsx'),
  route('admin/tokens/:id/revocation', 'routes/admin/token-revocation.ts'),
  route('admin/mail', 'routes/admin/mail.tsx'),
  route('admin/mail/:id', 'routes/admin/mail-one.tsx'),
  route('admin/mail/:id/sending', 'routes/admin/mail-sending.ts'),
  route('admin/audit', 'routes/admin/audit.tsx'),

  // programs, by a token
  ...prefix('api', [
    ...prefix('v1', [
      route('openapi.json', 'routes/api/openapi.ts'),
      route('modules', 'routes/api/modules.ts'),
      route('people', 'routes/api/people.ts'),
      route('completions', 'routes/api/completions.ts'),
      route('attempts', 'routes/api/attempts.ts'),
      route('confusion-reports', 'routes/api/confusion-reports.ts'),
      route('milestones/:slug/readiness', 'routes/api/readiness.ts'),
      route('metrics/tasks', 'routes/api/metrics-tasks.ts'),
      route('metrics/completion', 'routes/api/metrics-completion.ts'),
    ]),
    route('*', 'routes/api/missing.ts'),
  ]),

  // anyone who is signed in
  route('me', 'routes/learner/profile.tsx'),
  route('me/password', 'routes/learner/own-password.tsx'),
  route('me/migration', 'routes/learner/chosen-migration.ts'),
  route('me/other-sessions', 'routes/learner/other-sessions.ts'),

  // anyone
  route('help', 'routes/public/help.tsx'),
  route('help/what-is-measured', 'routes/public/what-is-measured.tsx'),
  route('sign-in', 'routes/public/sign-in.tsx'),
  route('sign-out', 'routes/public/sign-out.ts'),
  route('first-admin', 'routes/public/first-admin.tsx'),
  route('reset-password', 'routes/public/reset-password.tsx'),
  route('choose-password/:secret', 'routes/public/choose-password.tsx'),
  route('healthz', 'routes/public/healthz.ts'),
  route('readyz', 'routes/public/readyz.ts'),
  route('metrics', 'routes/public/metrics.ts'),
  route('csp-reports', 'routes/public/csp-reports.ts'),
  route('theme', 'routes/public/theme.ts'),
  route('*', 'routes/public/missing.tsx'),

  // benches: a page of one word, which no other build has
  ...(process.env.BUILD_FOR === 'bench' ? [route('one-word', '../tests/bench/one-word.tsx')] : []),
] satisfies RouteConfig
