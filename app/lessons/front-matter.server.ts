import { type PlacedYaml, readYaml } from './placed-yaml.server.ts'
import { FILE_START, type Tell } from './problem.ts'

export type FrontMatter = {
  yaml: PlacedYaml
  /** the rest of the file, with empty lines for the front matter, so that its places are those of the file */
  body: string
}

const FENCE = /^---[ \t]*$/

/**
 * Parts a file into front matter and body. Null after telling what cannot be read.
 * The body never begins with `---`: the bundler would read front matter again, and by its own, laxer rules
 * (`---js` is run as a program there).
 */
export function readFrontMatter(source: string, tell: Tell): FrontMatter | null {
  if (!source.startsWith('---')) return { yaml: noYaml(), body: source }
  const lines = source.split('\n')
  if (!FENCE.test(lines[0] ?? '')) {
    tell(FILE_START, 'Front matter opens with a line of three hyphens and nothing else; it is always YAML.')
    return null
  }
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line))
  if (end === -1) {
    tell(FILE_START, 'Front matter opens here and never closes. End it with a line of three hyphens.')
    return null
  }
  const yaml = readYaml(lines.slice(1, end).join('\n'), 2, tell)
  return yaml && { yaml, body: lines.map((line, index) => (index <= end ? '' : line)).join('\n') }
}

function noYaml(): PlacedYaml {
  return { value: {}, placeOf: () => FILE_START, placeOfKey: () => FILE_START }
}
