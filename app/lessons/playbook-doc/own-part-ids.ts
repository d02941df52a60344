import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { newPartId, PART_ID, PART_TYPES } from './part-ids.ts'

/** Every part has an id of its own, which moves along with it; what stands inside a part has none. */
export const PartIds = Extension.create({
  name: 'partIds',
  addGlobalAttributes: () => [
    {
      types: PART_TYPES,
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element: HTMLElement) => {
            const id = element.getAttribute('data-part') ?? ''
            return PART_ID.test(id) ? id : null
          },
          renderHTML: ({ id }: Record<string, unknown>) => (id ? { 'data-part': id } : {}),
        },
      },
    },
  ],
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, { doc, tr }) {
        if (!transactions.some(({ docChanged }) => docChanged)) return null
        const taken = new Set<string>()
        doc.descendants((node, at, parent) => {
          if (!('id' in node.attrs)) return true
          const { id } = node.attrs
          if (parent !== doc) {
            if (id !== null) tr.setNodeAttribute(at, 'id', null)
          } else if (id === null || taken.has(id)) {
            const fresh = newPartId()
            taken.add(fresh)
            tr.setNodeAttribute(at, 'id', fresh)
          } else taken.add(id)
          return true
        })
        return tr.docChanged ? tr.setMeta('addToHistory', false) : null
      },
    }),
  ],
})
