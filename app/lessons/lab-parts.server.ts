import { type Part, partsNamed, textOf } from './parts.server.ts'
import type { ComponentName } from './vocabulary.ts'

/** A lab as written, with the names that its parts may use. */
export type WrittenLab = {
  lab: Part
  screens: Part[]
  /** by id, in the author's order */
  screenIds: string[]
  fields: ReadonlyMap<string, Part>
  /** what can be done, by name: screens are opened, actions with a name are pressed */
  doable: ReadonlySet<string>
}

export function writtenLab(lab: Part): WrittenLab {
  const screens = partsNamed(lab, 'Screen')
  const screenIds = screens.map((screen) => textOf(screen, 'id') ?? '')
  const named = screens.flatMap(actionsIn).flatMap((action) => textOf(action, 'name') ?? [])
  return {
    lab,
    screens,
    screenIds,
    fields: new Map(screens.flatMap(fieldsIn).map((field) => [textOf(field, 'name') ?? '', field])),
    doable: new Set([...screenIds, ...named]),
  }
}

/** The parts of one kind on a screen, those under a condition included, in the author's order. */
export function partsOn(screen: Part, name: ComponentName): Part[] {
  return screen.parts.flatMap((part) => {
    if (part.name === name) return [part]
    return part.name === 'If' ? partsNamed(part, name) : []
  })
}

/** The fields of a screen, those in rows included, in the author's order, as `fieldsOf` has them. */
export function fieldsIn(screen: Part): Part[] {
  return controlsIn(screen, 'Field')
}

/** The actions of a screen, those in rows included, in the author's order, as `actionsOf` has them. */
export function actionsIn(screen: Part): Part[] {
  return controlsIn(screen, 'Action')
}

function controlsIn({ parts }: Pick<Part, 'parts'>, name: 'Field' | 'Action'): Part[] {
  return parts.flatMap((part) => {
    if (part.name === name) return [part]
    if (part.name === 'If') return controlsIn(part, name)
    return part.name === 'Rows' ? partsNamed(part, 'Row').flatMap((row) => partsNamed(row, name)) : []
  })
}
