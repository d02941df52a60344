import type { ElementContent, RootContent } from 'hast'
import { z } from 'zod'
import { drawnHtml } from './drawn.server.ts'
import { linkReferences, type Products, type Reference } from './module.server.ts'
import { slug } from './module-header.server.ts'
import { fitted } from './placed-yaml.server.ts'
import { didYouMean, FILE_START, type Outcome, outcomeOf, type Place, placeAt, type Tell } from './problem.ts'
import { checkedBody, compiledBody, opened, type Source } from './source.server.ts'
import { TEMPLATE_VARIABLES, type TemplateVariable } from './template-variables.ts'

export { TEMPLATE_VARIABLES, type TemplateVariable }

/** A support template; `{{variables}}` still stand in `markdown` and in `html`. */
export type SupportTemplate = {
  title: string
  area: string
  module: string | null
  markdown: string
  html: string
  variables: TemplateVariable[]
}

export type CompiledTemplate = { template: SupportTemplate; references: Reference[] }

const TemplateFields = z.strictObject({
  title: z.string().trim().min(1).max(160),
  area: slug,
  module: slug.nullable().default(null),
})

/** Compiles a support template. */
export function compileTemplate(source: Source, products: Products): Promise<Outcome<CompiledTemplate>> {
  return outcomeOf(source.path, async (tell, isSound) => {
    const front = opened(source, tell)
    if (front === null) return null
    const header = fitted(TemplateFields, front.yaml, tell)
    const variables = variablesIn(front.body, tell)
    const checked = await checkedBody(source, front, 'module', header?.title ?? null, tell)
    const markdown = front.body.trim()
    if (markdown === '') tell(FILE_START, 'A support template needs a text.')
    if (header === null || checked === null || !isSound()) return null
    const { children } = await compiledBody(checked, header.title)
    const html = drawnHtml(children.filter(isContent), { media: source.media, ...products })
    const about = header.module === null ? [] : [aboutModule(header.module, front.yaml.placeOf(['module']))]
    return { template: { ...header, markdown, html, variables }, references: [...about, ...linkReferences(checked)] }
  })
}

function aboutModule(module: string, place: Place): Reference {
  return { ...place, to: 'module', module, block: null }
}

function isContent(node: RootContent): node is ElementContent {
  return node.type !== 'doctype'
}

/** The variables that a text leaves open; tells of each that there is none of. */
export function variablesIn(body: string, tell: Tell): TemplateVariable[] {
  const found = new Set<TemplateVariable>()
  for (const { 1: written = '', index } of body.matchAll(/\{\{([^{}\n]*)\}\}/g)) {
    const name = written.trim()
    const known = TEMPLATE_VARIABLES.find((variable) => variable === name)
    if (known) found.add(known)
    else {
      const allowed = TEMPLATE_VARIABLES.map((variable) => `{{${variable}}}`).join(', ')
      tell(
        placeAt(body, index),
        `Unknown variable {{${name}}}.${didYouMean(name, TEMPLATE_VARIABLES)} There are ${allowed}.`,
      )
    }
  }
  return [...found]
}
