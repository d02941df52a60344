import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aContentFolder } from '#tests/makers/content.ts'
import { aContent, aModuleFile } from '#tests/makers/publication.ts'
import { publish } from './publication.server.ts'

const NOW = new Date()
const hashOf = (words: string) => createHash('sha256').update(words).digest('hex')

/** A migration with one module that shows one picture, as it was when the folder was read. */
async function withPicture(slug: string, words: string) {
  const folder = await aContentFolder({ 'media/header.png': words })
  const file = path.join(folder, 'media/header.png')
  const picture = {
    name: 'header.png',
    hash: hashOf(words),
    extension: 'png',
    bytes: words.length,
    width: 1,
    height: 1,
    seconds: null,
  }
  const content = aContent([{ ...aModuleFile({ slug }), media: [picture] }], { mediaPaths: { 'header.png': file } })
  return { file, picture, content }
}

const publishedAs = (slug: string) => sql`SELECT FROM module WHERE slug = ${slug}`

test('a picture is kept under the hash of what it holds', async () => {
  const { picture, content } = await withPicture('with-picture', 'a picture')
  await publish('system', [content], NOW)
  const [media] = await sql<{ bytes: Buffer; type: string }>`SELECT bytes, type FROM media WHERE hash = ${picture.hash}`
  expect([media?.bytes.toString(), media?.type]).toEqual(['a picture', 'image/png'])
})

test('a picture that changed since the folder was read is a conflict, and nothing is published', async () => {
  const { file, picture, content } = await withPicture('with-changed-picture', 'a picture before')
  await writeFile(file, 'a picture after')
  await expect(publish('system', [content], NOW)).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('media/header.png has changed'),
  })
  expect(await publishedAs('with-changed-picture')).toEqual([])
  expect(await sql`SELECT FROM media WHERE hash = ${picture.hash}`).toEqual([])
})

test('a picture that was deleted since then is a conflict, too', async () => {
  const { file, content } = await withPicture('with-deleted-picture', 'a picture that goes')
  await rm(file)
  await expect(publish('system', [content], NOW)).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('media/header.png was deleted'),
  })
  expect(await publishedAs('with-deleted-picture')).toEqual([])
})
