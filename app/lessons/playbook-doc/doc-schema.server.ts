import { getSchema } from '@tiptap/core'
import { playbookExtensions } from './schema.ts'

/** What a playbook's document may hold. */
export const docSchema = getSchema(playbookExtensions)
