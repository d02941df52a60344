/** "6.5 for each champion": members ÷ champions, where there are several; undefined where the one figure says it. */
export function perChampionText({ members, champions }: { members: number; champions: readonly string[] }) {
  if (champions.length < 2) return undefined
  return `${Number((members / champions.length).toFixed(1))} for each champion`
}
