import { playbookPaths } from '#app/http/playbook-paths.ts'
import { FILE_LIMIT } from '#app/http/upload-limit.ts'

export type StoredPicture = { src: string; width: number | null; height: number | null }

/** Stores a picture; what cannot be stored answers with words, and nothing changes. */
export async function uploadPicture(file: File): Promise<StoredPicture | { words: string }> {
  if (file.size > FILE_LIMIT) {
    const size = `${(file.size / 1_000_000).toFixed(1)} MB`
    return { words: `This picture has ${size}, and at most 1 MB can be stored. Make it smaller and try again.` }
  }
  const form = new FormData()
  form.set('file', file)
  try {
    const response = await fetch(playbookPaths.playbookPictures(), {
      method: 'POST',
      body: form,
      headers: { Accept: 'application/json' },
    })
    return (await response.json()) as StoredPicture | { words: string }
  } catch {
    return { words: 'There is no connection: the picture was not stored. Try again later.' }
  }
}
