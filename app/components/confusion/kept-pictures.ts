import { createStore, del, get, set, type UseStore } from 'idb-keyval'
import { PICTURE_BYTES, PICTURE_TYPES, pictureProblems } from '#app/domain/confusion/pictures.ts'

/** A screenshot that was chosen and is not sent yet. `id` is made once: however often it is sent, it is one. */
export type KeptPicture = { id: string; file: Blob; alt: string }

let opened: UseStore | null = null

/** Opened when somebody first keeps a screenshot; signing out removes it, see app/outbox/store.ts. */
function store(): UseStore {
  opened ??= createStore('gangway-pictures', 'pictures')
  return opened
}

/** The screenshots that wait with a report in this browser; none where it keeps nothing. */
export async function keptPictures(reportId: string): Promise<KeptPicture[]> {
  try {
    return (await get<KeptPicture[]>(reportId, store())) ?? []
  } catch {
    return []
  }
}

/** Keeps them with their report. A browser that refuses keeps them as long as the page. */
export async function keepPictures(reportId: string, pictures: readonly KeptPicture[]): Promise<void> {
  try {
    await (pictures.length > 0 ? set(reportId, pictures, store()) : del(reportId, store()))
  } catch {
    return
  }
}

/** Why a file is not taken, said before anything is sent; null: it is. */
export function pictureProblem(file: Blob): string | null {
  if (!PICTURE_TYPES.some((type) => type === file.type)) return pictureProblems['no picture']
  return file.size > PICTURE_BYTES ? pictureProblems['too large'] : null
}

const QUALITY = 0.85
const LONGEST_SIDE = 2_560

/** A screenshot of a large screen may have more than a request holds: then it is drawn smaller here. */
export async function madeToFit(file: Blob): Promise<Blob> {
  if (file.size <= PICTURE_BYTES || !PICTURE_TYPES.some((type) => type === file.type)) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
  } catch {
    return file
  }
}
