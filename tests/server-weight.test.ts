import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'

const SERVER = path.join(projectRoot, 'build/server')

type Loaded = { files: Set<string>; packages: Set<string> }

/** What the built server loads as it starts, from its entry on: its own files, and packages by their names. */
async function loadedAtStart(): Promise<Loaded> {
  const loaded: Loaded = { files: new Set(), packages: new Set() }
  await follow(path.join(SERVER, 'index.js'), loaded)
  return loaded
}

async function follow(file: string, loaded: Loaded): Promise<void> {
  if (loaded.files.has(file)) return
  loaded.files.add(file)
  for (const name of importsIn(await readFile(file, 'utf8'))) {
    if (name.startsWith('.')) await follow(path.resolve(path.dirname(file), name), loaded)
    else loaded.packages.add(name)
  }
}

/** What a file imports before its own code runs, and what its top level asks for; not what a function of it would. */
function importsIn(text: string): string[] {
  const names: string[] = []
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    // An array has neither.
    const { type, source } = node as { type?: string; source?: { value?: unknown } }
    if (type && FUNCTIONS.test(type)) return
    if (type && IMPORTS.test(type) && typeof source?.value === 'string') names.push(source.value)
    for (const inner of Object.values(node)) walk(inner)
  }
  walk(parseAst(text).body)
  return names
}

const FUNCTIONS = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/
const IMPORTS = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression)$/

test.each([
  ['the editor of playbooks', /tiptap|prosemirror/],
  [
    'the compiler of content, which has a thread of its own',
    /^(mdx-bundler|esbuild|remark-.*|shiki\/(engine|langs).*)$/,
  ],
  ['what draws certificates', /^pdfkit$/],
])('a server starts without %s', async (_what, name) => {
  const { files, packages } = await loadedAtStart()
  expect(files.size).toBeGreaterThan(1)
  expect([...packages]).toContain('express')
  expect([...packages].filter((each) => name.test(each))).toEqual([])
})
