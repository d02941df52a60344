import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { DATA_MODEL_DOCUMENT, dataModelDocument } from './data-model.ts'
import { readSchema } from './prisma-schema.ts'

const written = await readFile(DATA_MODEL_DOCUMENT, 'utf8')

test('the pictures of docs/data-model.md show the schema as it is; else run node app/commands/documents.ts', async () => {
  expect(written).toBe(await dataModelDocument())
})

test('every model stands in a picture of its subject', async () => {
  const models = (await readSchema()).flatMap(({ models }) => models.map(({ name }) => name))
  expect(models.length).toBeGreaterThan(80)
  expect(models.filter((name) => !written.includes(`    ${name} {\n`))).toEqual([])
})

test('every rule that is written in SQL is explained', async () => {
  const rules = namesIn(await handwrittenSql())
  expect(rules.length).toBeGreaterThan(60)
  expect(rules.filter((rule) => !written.includes(`\`${rule}\``))).toEqual([])
})

/** What stands in the migrations beside that which Prisma makes itself. */
async function handwrittenSql(): Promise<string> {
  const folder = path.join(projectRoot, 'prisma/migrations')
  const migrations = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const texts = migrations.map(({ name }) => readFile(path.join(folder, name, 'migration.sql'), 'utf8'))
  return (await Promise.all(texts)).join('\n').replace(/^.*"\w+_(fkey|pkey|key|idx)".*$/gm, '')
}

/** Checks, triggers, functions and indexes, by name; functions of triggers are explained with their triggers. */
function namesIn(sql: string): string[] {
  const named =
    /^(?:ALTER TABLE \S+ ADD CONSTRAINT|CREATE (?:CONSTRAINT )?TRIGGER|CREATE (?:UNIQUE )?INDEX) ([a-z_]+)\b/gm
  const functions = /^CREATE FUNCTION ([a-z_.]+)\([^)]*\) RETURNS (?!trigger)/gm
  return [...new Set([...sql.matchAll(named), ...sql.matchAll(functions)].map(([, name]) => name ?? ''))]
}
