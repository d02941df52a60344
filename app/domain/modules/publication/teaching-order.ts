/** The order in which a migration's modules are taught. Pure. */

/** `milestone` counts the milestones in order of their dates. */
type Taught = { slug: string; milestone: number; due: number; needs: readonly string[]; isReference: boolean }

/**
 * By milestone, then what is due earlier; a module never before those that it needs, and quick references last. Equal
 * ones by slug, so that the order is the same wherever it is worked out.
 */
export function teachingOrder(modules: readonly Taught[]): string[] {
  const bySlug = new Map(modules.map((module) => [module.slug, module]))
  const order: string[] = []
  const visited = new Set<string>()
  const place = (module: Taught) => {
    if (visited.has(module.slug)) return
    visited.add(module.slug)
    for (const need of module.needs) {
      const needed = bySlug.get(need)
      if (needed && needed.milestone <= module.milestone) place(needed)
    }
    order.push(module.slug)
  }
  for (const module of modules.toSorted(inOrder)) place(module)
  return order
}

/**
 * The same order with the modules of `before` that are not in it: each stays right after the one that it followed, and
 * the first of all at the beginning.
 */
export function withKept(order: readonly string[], before: readonly string[]): string[] {
  const all = [...order]
  before.forEach((slug, place) => {
    if (all.includes(slug)) return
    const followed = before[place - 1]
    all.splice(followed === undefined ? 0 : all.indexOf(followed) + 1, 0, slug)
  })
  return all
}

function inOrder(left: Taught, right: Taught): number {
  return (
    left.milestone - right.milestone ||
    Number(left.isReference) - Number(right.isReference) ||
    right.due - left.due ||
    left.slug.localeCompare(right.slug)
  )
}
