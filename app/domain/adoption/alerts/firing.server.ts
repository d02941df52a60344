import type { Viewer } from '#app/domain/identity/viewer.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { alertChoices } from './alert-choices.server.ts'
import { listAlertRules } from './alert-rules.server.ts'
import { scopeOf } from './alert-scope.ts'
import { nowWords } from './alert-words.ts'

/** An alert that fires: what it says, since when, and where to look. */
export type FiringAlert = { id: string; words: string; firedAt: Date; link: string }

/** The alerts of the viewer's migration that fire now, the newest first: for pages that say what to look at. */
export async function firingAlerts(viewer: Viewer): Promise<FiringAlert[]> {
  const rules = (await listAlertRules(viewer)).flatMap((rule) =>
    rule.firedAt ? [{ ...rule, firedAt: rule.firedAt }] : [],
  )
  if (rules.length === 0) return []
  const names = await alertChoices(viewer)
  return rules
    .sort((a, b) => b.firedAt.getTime() - a.firedAt.getTime())
    .map((rule) => ({
      ...{ id: rule.id, firedAt: rule.firedAt, link: adoptionPaths.alert(rule.id) },
      words: nowWords({ ...rule, scope: scopeOf(rule.filters) }, names),
    }))
}
