/** A report in the file of reports. Days are those of the migration's zone; a reporter without a name has none here. */
export const REPORT_COLUMNS = [
  ...([
    'trouble',
    'report',
    'reported_on',
    'kind',
    'words',
    'quote',
    'place',
    'blocking',
    'reporter',
    'audience',
  ] as const),
  ...(['milestone', 'module', 'block', 'release', 'me_toos', 'state', 'severity', 'owner', 'answered_on'] as const),
  ...(['resolved_on', 'outcome', 'fixed_in', 'change_url', 'link'] as const),
] as const
export type ReportRow = Record<(typeof REPORT_COLUMNS)[number], string | number | null>

/** A change in the file of changes. What a reporter did has a day and no time. */
export const CHANGE_COLUMNS = [
  ...(['trouble', 'question', 'day', 'time', 'change', 'by', 'words', 'from', 'to', 'fix_promised_for'] as const),
  ...(['outcome', 'fixed_in', 'change_url', 'link'] as const),
] as const
export type ChangeRow = Record<(typeof CHANGE_COLUMNS)[number], string | null>
