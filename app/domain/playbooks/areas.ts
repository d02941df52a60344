/** An area of the product in words: `purchase-orders` → `Purchase orders`. */
export function areaName(area: string): string {
  const words = area.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Templates by area, both in the order that they came in. */
export function byArea<Template extends { area: string }>(
  templates: readonly Template[],
): { area: string; templates: Template[] }[] {
  return [...Map.groupBy(templates, ({ area }) => area)].map(([area, of]) => ({ area: areaName(area), templates: of }))
}
