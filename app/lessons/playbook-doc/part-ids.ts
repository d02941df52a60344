/** The ids of a playbook's parts. Pure: the server knows them without the editor. */

export const PART_ID = /^[a-z0-9][a-z0-9-]{0,89}$/

/** The types of nodes that may stand at the top of a playbook. */
export const PART_TYPES = [
  'agendaPart',
  'blockquote',
  'bulletList',
  'callout',
  'codeBlock',
  'heading',
  'horizontalRule',
  'image',
  'orderedList',
  'paragraph',
  'say',
  'table',
  'taskList',
  'video',
]

/** A new id. Not `randomUUID`, which browsers have over TLS only. */
export function newPartId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return `p${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
