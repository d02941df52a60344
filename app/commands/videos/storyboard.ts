import { z } from 'zod'

/** `[label, value]`, in the order in which they are shown. */
const Pairs = z.array(z.tuple([z.string(), z.string()]))

const Field = z.strictObject({
  name: z.string(),
  label: z.string(),
  value: z.string().default(''),
  /** words beside the label that ask for a look */
  mark: z.string().optional(),
  /** a box to tick; `value` is its tick */
  tick: z.boolean().default(false),
})

const Table = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  /** rows that are lit up, from 1 */
  marked: z.array(z.number()).default([]),
  /** columns that align right, from 1 */
  figures: z.array(z.number()).default([]),
})

const Action = z.strictObject({ label: z.string(), primary: z.boolean().default(false) })

/** A part of a practice screen; each holds exactly one of these. */
export type ScreenPart =
  | { facts: [string, string][] }
  | { fields: Field[] }
  | { table: Table }
  | { actions: z.output<typeof Action>[] }
  | { words: string }
  | { paper: { title: string; lines: [string, string][] } }
  | { beside: ScreenPart[][] }

const Part: z.ZodType<ScreenPart> = z.lazy(() =>
  z.union([
    z.strictObject({ facts: Pairs }),
    z.strictObject({ fields: z.array(Field) }),
    z.strictObject({ table: Table }),
    z.strictObject({ actions: z.array(Action) }),
    z.strictObject({ words: z.string() }),
    z.strictObject({ paper: z.strictObject({ title: z.string(), lines: Pairs }) }),
    z.strictObject({ beside: z.array(z.array(Part)) }),
  ]),
)

const Screen = z.strictObject({
  title: z.string(),
  /** the place in the menu; without it the screen stands alone, as before signing in */
  place: z.string().optional(),
  /** the line under the title */
  state: z.string().optional(),
  address: z.string().default('meridian.brackwater.example'),
  /** who is signed in */
  person: z.string().default('Priya Nair'),
  /** the menu under their name, if it is open */
  menu: z.array(z.string()).default([]),
  /** what stands in the search */
  search: z.string().default(''),
  parts: z.array(Part),
})

const Move = z.union([
  z.strictObject({ point: z.string() }),
  z.strictObject({ click: z.string() }),
  z.strictObject({ light: z.string() }),
  z.strictObject({ type: z.string(), into: z.string() }),
  z.strictObject({ wait: z.number().positive() }),
])

const Scene = z.strictObject({
  screen: z.string(),
  /** a few words on the picture itself */
  step: z.string().max(44),
  /** what the captions say meanwhile */
  says: z.string(),
  moves: z.array(Move).default([]),
})

/** `screens.yaml`: the product's screens, by name. */
export const ScreensFile = z.record(z.string(), Screen)

/** A film: what is seen, what is done, what is said. */
export const StoryboardFile = z.strictObject({
  title: z.string(),
  /** the scene whose end is the picture shown before the film starts, from 1 */
  poster: z.number().int().positive(),
  scenes: z.array(Scene).min(1),
})

/** `stills.yaml`: pictures of single screens; `height` in pixels, `light` what is lit up. */
export const StillsFile = z.record(
  z.string(),
  z.strictObject({ screen: z.string(), height: z.number().int().positive(), light: z.array(z.string()).default([]) }),
)

export type Screen = z.output<typeof Screen>
export type Screens = z.output<typeof ScreensFile>
export type Field = z.output<typeof Field>
export type Table = z.output<typeof Table>
export type Move = z.output<typeof Move>
export type Scene = z.output<typeof Scene>
export type Storyboard = z.output<typeof StoryboardFile>
