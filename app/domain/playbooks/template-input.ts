import { z } from 'zod'
import { slugOf } from '#app/lessons/slug.ts'
import { wordsInput } from '../words-input.ts'
import { TEMPLATE_LIMIT } from './fill-template.ts'

const AREA = 'Enter the area: invoices, approvals, …'

/** A support template as its form says it. */
export const TemplateInput = z.object({
  /** the state that was edited; left out for a new one */
  seen: z.coerce.number().int().optional(),
  title: wordsInput('Enter the question that it answers.', 160),
  area: wordsInput(AREA, 80).transform(slugOf).pipe(z.string().min(1, AREA)),
  body: wordsInput('Enter the words.', TEMPLATE_LIMIT),
  /** what it is about: `module` or `module#block` */
  about: z
    .string()
    .regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/)
    .optional(),
  /** the slug of the template that it stands behind; left out: it is the first */
  after: z.string().max(200).optional(),
})
export type TemplateInput = z.infer<typeof TemplateInput>

export const RetirementInput = z.object({ retired: z.enum(['yes', 'no']) })
export type RetirementInput = z.infer<typeof RetirementInput>
