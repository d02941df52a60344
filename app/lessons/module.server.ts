import { type Blocks, blocksOf } from './blocks.server.ts'
import { checkWays } from './lab-ways-check.server.ts'
import { readModuleHeader, type WrittenHeader } from './module-header.server.ts'
import { type Part, textOf } from './parts.server.ts'
import type { PlacedYaml } from './placed-yaml.server.ts'
import { didYouMean, FILE_START, type Outcome, outcomeOf, type Place, type Tell } from './problem.ts'
import type { CheckKeys } from './questions.ts'
import { completionRuleOf } from './rule.ts'
import { type CheckedBody, checkedBody, compiledBody, opened, type Source } from './source.server.ts'
import type { Lesson } from './tree.ts'

/** Something that a file names and another file must have. `block` is null where the whole module is meant. */
export type Reference = Place &
  ({ to: 'module'; module: string; block: string | null } | { to: 'audience'; audience: string })

/** What a module's front matter says about more than its text. */
export type ModuleHeader = Omit<WrittenHeader, 'title' | 'minutes' | 'complete' | 'kind' | 'summary'>

/** A module, compiled. `lesson` may go to the browser; `keys` may not. */
export type CompiledModule = {
  header: ModuleHeader
  lesson: Lesson
  keys: CheckKeys
  /** the plain words of each block, for search, without its title */
  words: Record<string, string>
  references: Reference[]
  /** everything in it that a link can lead to */
  ids: string[]
}

export type Products = { oldProduct: string; newProduct: string }

const WORDS_A_MINUTE = 200

/** Compiles a module. */
export function compileModule(source: Source, products: Products): Promise<Outcome<CompiledModule>> {
  return outcomeOf(source.path, async (tell, isSound) => {
    const front = opened(source, tell)
    if (front === null) return null
    const header = readModuleHeader(front.yaml, tell)
    const checked = await checkedBody(source, front, 'module', header?.title ?? null, tell)
    if (header === null || checked === null) return null
    checkRule(header, checked.parts, front.yaml, tell)
    checkIds(header, checked, front.yaml, tell)
    const { title } = checked.headings
    if (title === null) {
      tell(FILE_START, 'A module needs a title: write `title:` in its front matter, or a first `# heading`.')
    }
    if (title === null || !isSound()) return null
    const html = await compiledBody(checked, header.title ?? null)
    const blocks = blocksOf(html, { media: source.media, ...products })
    checkLabs(blocks, checked, tell)
    const references = [...headerReferences(header, front.yaml), ...linkReferences(checked)]
    return {
      ...assembled({ ...header, title }, checked, blocks),
      references,
    }
  })
}

/** Labs are walked through as they were compiled, because that is how they will run. */
function checkLabs({ blocks }: Blocks, { parts }: CheckedBody, tell: Tell) {
  for (const block of blocks) {
    if (block.kind !== 'task' || block.definition.setting !== 'lab') continue
    const written = parts.find((part) => part.name === 'Lab' && textOf(part, 'id') === block.id)
    if (written) checkWays(written, block.definition, tell)
  }
}

function assembled(
  { title, kind, summary, minutes, complete, ...header }: WrittenHeader & { title: string },
  { plain, headings }: CheckedBody,
  { blocks, keys, words }: Blocks,
): Omit<CompiledModule, 'references'> {
  const rule = completionRuleOf(kind, complete, blocks)
  return {
    header,
    lesson: { title, kind, summary, minutes: minutes ?? minutesToRead(plain), rule, blocks },
    keys,
    words,
    ids: [...headings.ids],
  }
}

function minutesToRead(words: string): number {
  return Math.max(1, Math.ceil(words.split(' ').length / WORDS_A_MINUTE))
}

/** Tells where the rule names what the module does not have. */
function checkRule({ complete }: WrittenHeader, parts: readonly Part[], yaml: PlacedYaml, tell: Tell) {
  const idsOf = (names: readonly string[]) =>
    parts.filter(({ name }) => names.includes(name)).map((part) => String(part.attributes.get('id')?.value))
  const tasks = idsOf(['Task', 'Lab'])
  const lacks = (key: 'tasks' | 'checks' | 'videos', what: string) =>
    tell(yaml.placeOfKey(['complete', key]), `The rule names ${key}, and this module has no ${what}.`)
  if (complete.tasks !== undefined && tasks.length === 0) lacks('tasks', 'task or lab')
  else if (Array.isArray(complete.tasks)) {
    complete.tasks.forEach((task, index) => {
      if (tasks.includes(task)) return
      tell(yaml.placeOf(['complete', 'tasks', index]), `There is no task “${task}” here.${didYouMean(task, tasks)}`)
    })
  }
  if (complete.checks !== undefined && idsOf(['Check']).length === 0) lacks('checks', 'check')
  if (complete.videos !== undefined && idsOf(['Video']).length === 0) lacks('videos', 'video')
}

/** Tells where `was` leads to a block that is not here, or `removed` names one that is. */
function checkIds({ was, removed }: WrittenHeader, { headings }: CheckedBody, yaml: PlacedYaml, tell: Tell) {
  const ids = headings.blocks
  if (was !== null && typeof was === 'object') {
    for (const [old, now] of Object.entries(was)) {
      if (!ids.has(now))
        tell(yaml.placeOf(['was', old]), `There is no block “${now}” here.${didYouMean(now, ids.keys())}`)
      if (ids.has(old))
        tell(yaml.placeOfKey(['was', old]), `The block “${old}” is still here; it cannot be what “${now}” was.`)
    }
  }
  removed.forEach((id, index) => {
    if (ids.has(id)) tell(yaml.placeOf(['removed', index]), `The block “${id}” is still here.`)
  })
}

function headerReferences(header: WrittenHeader, yaml: PlacedYaml): Reference[] {
  const module = (slug: string, place: Place): Reference => ({ ...place, to: 'module', module: slug, block: null })
  return [
    ...header.audiences.map(
      (audience, index): Reference => ({ ...yaml.placeOf(['audiences', index]), to: 'audience', audience }),
    ),
    ...header.needs.map((slug, index) => module(slug, yaml.placeOf(['needs', index]))),
    ...(header.updates === null ? [] : [module(header.updates, yaml.placeOf(['updates']))]),
  ]
}

/** What the links of a text need other files to have. */
export function linkReferences({ links }: CheckedBody): Reference[] {
  return links.map((link) => ({ to: 'module', ...link }))
}
