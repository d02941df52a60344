/** The description of `/api/v1`, made from the schemas that requests are read by and answers are tested against. */
import { type ZodType, z } from 'zod'
import { CountingItem, FigureItem, FiguresInput } from '#app/domain/adoption/figures-for-clients.server.ts'
import { ProgramResolution, Resolved } from '#app/domain/confusion/outgoing/resolving.ts'
import { ReportItem, ReportsInput } from '#app/domain/confusion/reports-for-clients.server.ts'
import { API_SCOPES, type ApiScope } from '#app/domain/identity/api-scopes.ts'
import { ListInput } from '#app/domain/identity/client-lists.ts'
import { PersonItem } from '#app/domain/identity/people-for-clients.server.ts'
import { ReadinessItem } from '#app/domain/migrations/readiness-for-clients.server.ts'
import { ModuleItem } from '#app/domain/modules/modules-for-clients.server.ts'
import { AttemptItem, AttemptsInput } from '#app/domain/practice/attempts-for-clients.server.ts'
import { REPORT_LIMIT, ReportedInput } from '#app/domain/practice/reported.ts'
import { CompletionItem, CompletionsInput } from '#app/domain/progress/completions-for-clients.server.ts'
import { PROBLEM_TYPE } from './problem.server.ts'

const listOf = (item: ZodType) => z.strictObject({ data: z.array(item), next: z.string() })
const Figures = z.strictObject({
  milestone: z.string(),
  measuredAt: z.iso.datetime(),
  counting: CountingItem.nullable(),
  data: z.array(FigureItem),
})

const ReportedResults = z.strictObject({
  results: z.array(
    z.strictObject({
      id: z.string().nullable(),
      status: z.enum(['created', 'duplicate', 'refused']),
      problem: z.strictObject({ title: z.string(), detail: z.string() }).optional(),
    }),
  ),
})

type Reading = { scope: ApiScope; summary: string; query: ZodType | null; answer: ZodType }

/** What can be read, by path under `/api/v1`. */
export const READINGS: Record<string, Reading> = {
  '/modules': {
    scope: 'modules:read',
    summary: 'Modules that are offered, with their current release and tasks',
    query: ListInput,
    answer: listOf(ModuleItem),
  },
  '/people': {
    scope: 'people:read',
    summary: 'Everybody who is or was in the migration',
    query: ListInput,
    answer: listOf(PersonItem),
  },
  '/completions': {
    scope: 'completions:read',
    summary: 'Completions in the order in which they came in',
    query: CompletionsInput,
    answer: listOf(CompletionItem),
  },
  '/attempts': {
    scope: 'attempts:read',
    summary:
      'Attempts in the order in which they last changed; without the scope attempts:personal by week only, the running week each time',
    query: AttemptsInput,
    answer: listOf(AttemptItem),
  },
  '/confusion-reports': {
    scope: 'confusion:read',
    summary: 'Confusion reports in the order in which they last changed, with what became of each',
    query: ReportsInput,
    answer: listOf(ReportItem),
  },
  '/milestones/{slug}/readiness': {
    scope: 'milestones:read',
    summary: 'The gates of a milestone with what they measure now',
    query: null,
    answer: ReadinessItem,
  },
  '/metrics/tasks': {
    scope: 'metrics:read',
    summary: 'Task times and errors, exactly as on the adoption page; withheld under five people',
    query: FiguresInput,
    answer: Figures,
  },
  '/metrics/completion': {
    scope: 'metrics:read',
    summary: 'Completion, up to date and coverage, exactly as on the adoption page',
    query: FiguresInput,
    answer: Figures,
  },
}

/** What a program sends to `POST /attempts`, and what it is answered. */
export const REPORTING = {
  scope: 'attempts:write' as const,
  body: z.object({ attempts: z.array(ReportedInput).min(1).max(REPORT_LIMIT) }),
  answer: ReportedResults,
}

/** What a program sends to `POST /confusion-reports/{id}/resolution`, and what it is answered. */
export const RESOLVING = { scope: 'confusion:write' as const, body: ProgramResolution, answer: Resolved }

const PROBLEM = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
})

/** The whole document, OpenAPI 3.1: its schemas are JSON Schema 2020-12, which is what zod writes. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [path, { scope, summary, query, answer }] of Object.entries(READINGS)) {
    paths[path] = {
      get: {
        ...operation(`read${nameOf(path)}`, scope, summary),
        parameters: [...parametersIn(path), ...(query ? queryOf(query) : [])],
        responses: responses('What was asked for', answer),
      },
    }
  }
  paths['/attempts'] = {
    ...paths['/attempts'],
    post: {
      ...operation(
        'reportAttempts',
        REPORTING.scope,
        'Report attempts that were measured elsewhere; safe to send again',
      ),
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(REPORTING.body, 'input') } } },
      responses: responses('What became of each, in the order in which they were sent', REPORTING.answer),
    },
  }
  paths['/confusion-reports/{id}/resolution'] = {
    post: {
      ...operation(
        'resolveConfusion',
        RESOLVING.scope,
        'Say what became of the trouble of a report; safe to send again',
      ),
      parameters: parametersIn('/confusion-reports/{id}'),
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(RESOLVING.body, 'input') } } },
      responses: responses(
        'Whether it is new, and how many people were told; 409 where something happened meanwhile',
        RESOLVING.answer,
      ),
    },
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gangway',
      version: '1',
      description: `Programs come in by a token that an administrator issues. Scopes: ${Object.entries(API_SCOPES)
        .map(([name, words]) => `\`${name}\` (${words})`)
        .join(', ')}.`,
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        problem: {
          description: 'What is wrong (RFC 9457)',
          content: { [PROBLEM_TYPE]: { schema: schemaOf(PROBLEM, 'output') } },
        },
      },
    },
  }
}

const nameOf = (path: string) =>
  path
    .replaceAll(/\{\w+\}/g, '')
    .split(/[/-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

const operation = (operationId: string, scope: ApiScope, summary: string) => ({
  operationId,
  summary,
  description: `Needs the scope \`${scope}\`.`,
})

function responses(description: string, answer: ZodType) {
  return {
    200: { description, content: { 'application/json': { schema: schemaOf(answer, 'output') } } },
    default: { $ref: '#/components/responses/problem' },
  }
}

function parametersIn(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryOf(query: ZodType) {
  const { properties = {} } = schemaOf(query, 'input') as { properties?: Record<string, unknown> }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }))
}

function schemaOf(schema: ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return plain
}
