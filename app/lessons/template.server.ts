import type { ElementContent, RootContent } from 'hast'
import { z } from 'zod'
import { drawnHtml } from './drawn.server.ts'
import { linkReferences, type Products, type Reference } from './module.server.ts'
import { slug } from './module-header.server.ts'
import { fitted } from './placed-yaml.server.ts'
import { FILE_START, type Outcome, outcomeOf, type Place } from './problem.ts'
import { checkedBody, compiledBody, opened, type Source } from './source.server.ts'
import { type TemplateVariable, variablesIn } from './template-variables.ts'

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
