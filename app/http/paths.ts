/** An address with values in it, each escaped: what came as a part of one address goes into the next as it was meant. */
export function at(parts: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent))
}

/** Every link in the product is built here, so that a URL changes in one place. */
export const paths = {
  home: () => '/',
  signIn: (redirectTo?: string) => (redirectTo ? at`/sign-in?redirectTo=${redirectTo}` : '/sign-in'),
  signOut: () => '/sign-out',
  firstAdmin: () => '/first-admin',
  resetPassword: () => '/reset-password',
  choosePassword: (token: string) => at`/choose-password/${token}`,
  theme: () => '/theme',
  help: () => '/help',
  measured: () => '/help/what-is-measured',
  profile: () => '/me',
  module: (slug: string, block?: string) => (block ? at`/modules/${slug}#${block}` : at`/modules/${slug}`),
  /** with the blocks, too, that a refresher leaves out */
  wholeModule: (slug: string) => at`/modules/${slug}?whole=yes`,
  /** two releases beside each other: those named, else what the viewer knows and what is current */
  moduleChanges: (slug: string, from?: string, to?: string) => {
    const chosen = new URLSearchParams({ ...(from && { from }), ...(to && { to }) }).toString()
    return at`/modules/${slug}/changes` + (chosen && `?${chosen}`)
  },
  moduleReleases: (slug: string) => at`/modules/${slug}/releases`,
  releaseWithdrawal: (slug: string, label: string) => at`/modules/${slug}/releases/${label}/withdrawal`,
  confirmation: (slug: string) => at`/modules/${slug}/confirmation`,
  helpRequests: (slug: string) => at`/modules/${slug}/help`,
  pin: (slug: string) => at`/modules/${slug}/pin`,
  /** a task that somebody is asked to do in the old product */
  oldTime: (id: string) => at`/old-times/${id}`,
  library: () => '/library',
  /** quick references on one sheet of paper: those on one's home, or of another set */
  quickReferencesPrint: (set?: 'home' | 'pinned' | 'all') =>
    set && set !== 'home' ? at`/quick-references/print?of=${set}` : '/quick-references/print',
  transcript: () => '/transcript',
  transcriptCsv: () => '/transcript.csv',
  transcriptXapi: () => '/transcript.xapi.json',
  certificates: () => '/certificates',
  certificatePdf: (id: string) => at`/certificates/${id}/certificate.pdf`,
  /** where anybody may verify a certificate */
  verification: (id: string) => at`/verify/${id}`,
  reports: () => '/reports',
  report: (id: string) => at`/reports/${id}`,
  reportVerdict: (id: string) => at`/reports/${id}/verdict`,
  meToos: (reportId: string) => at`/reports/${reportId}/me-toos`,
  /** the form for a report on a block, and where it is posted without scripts */
  blockReports: (slug: string, block: string) => at`/modules/${slug}/blocks/${block}/reports`,
  /** the same for our own scripts: answered in JSON */
  blockReportsJson: (slug: string, block: string) => at`/modules/${slug}/blocks/${block}/reports.json`,
  /** a session as those who are invited see it */
  session: (id: string) => at`/sessions/${id}`,
  calendarFeed: (secret: string) => at`/calendar/${secret}.ics`,
  ownCalendar: () => '/me/calendar',
  notices: () => '/notices',
  noticesRead: () => '/notices/read',
  noticePreferences: () => '/me/notices',
  cohorts: () => '/cohorts',
  cohort: (id: string) => at`/cohorts/${id}`,
  /** the form for a session of the whole cohort, or of some of it */
  newSession: (cohort: string, people: readonly string[] = []) => {
    const chosen = new URLSearchParams(people.map((person) => ['person', person])).toString()
    return at`/cohorts/${cohort}/sessions/new` + (chosen && `?${chosen}`)
  },
  /** a session as its champion plans it */
  cohortSession: (cohort: string, session: string, form?: 'edit' | 'invitations' | 'cancellation') =>
    form ? at`/cohorts/${cohort}/sessions/${session}/${form}` : at`/cohorts/${cohort}/sessions/${session}`,
  /** a reminder to these people of the cohort, with the words of a template or the usual ones */
  newNudge: (cohort: string, people: readonly string[] = [], template?: string) => {
    const chosen = new URLSearchParams([
      ...people.map((person) => ['person', person]),
      ...(template ? [['template', template]] : []),
    ]).toString()
    return at`/cohorts/${cohort}/nudges/new` + (chosen && `?${chosen}`)
  },
  people: () => '/people',
  person: (id: string) => at`/people/${id}`,
  helpAnswer: (cohort: string, request: string) => at`/cohorts/${cohort}/help/${request}`,
  /** where people check in, by the code that they type or that a QR code brings */
  checkIn: (code?: string) => (code ? at`/in/${code}` : '/in'),
  /** a session on the phone of somebody who is in it */
  seat: (session: string) => at`/sessions/${session}/here`,
  /** the form for a tip from a session */
  sessionTips: (session: string) => at`/sessions/${session}/tips`,
  tipVote: (id: string) => at`/tips/${id}/vote`,
  tipWithdrawal: (id: string) => at`/tips/${id}/withdrawal`,
  /** tips of all cohorts, to be reviewed */
  tips: () => '/playbooks/tips',
  playbooks: () => '/playbooks',
  playbook: (slug: string) => at`/playbooks/${slug}`,
  champions: () => '/champions',
  champion: (person: string) => at`/champions/${person}`,
  adoption: () => '/adoption',
  milestones: () => '/milestones',
  milestone: (slug: string) => at`/milestones/${slug}`,
  confusion: () => '/confusion',
  confusionCluster: (id: string, form?: 'answer' | 'resolution' | 'owner' | 'reopening') =>
    form ? at`/confusion/${id}/${form}` : at`/confusion/${id}`,
  publish: () => '/publish',
  /** a module as its file says it now */
  preview: (slug: string) => at`/preview/${slug}`,
  playbookPreview: (slug: string) => at`/preview/playbooks/${slug}`,
  chosenMigration: () => '/me/migration',
  ownPassword: () => '/me/password',
  otherSessions: () => '/me/other-sessions',
  admin: () => '/admin',
  openApi: () => '/api/v1/openapi.json',
} as const
