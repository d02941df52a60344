/** What can be done about several questions at once. */
export const SEVERAL_ACTS = ['assign', 'severity', 'merge', 'explanation', 'will not change'] as const
export type SeveralAct = (typeof SEVERAL_ACTS)[number]

/** So many at once can still be looked at. */
export const SEVERAL_LIMIT = 100

export const severalWords: Record<SeveralAct, string> = {
  assign: 'Choose who answers them',
  severity: 'Say how bad they are',
  merge: 'Join them into one',
  explanation: 'Resolve them with an explanation',
  'will not change': 'Resolve them: it stays as it is',
}
