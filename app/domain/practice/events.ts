/**
 * The wire format of learning: what the browser keeps in its outbox and sends to `POST /events`.
 * Shared by browser and server. An event is said once, where it happens, and never changed; its id is a UUIDv7 made
 * then, and the ids of one device grow with time, so that their order is the order of what happened.
 */
import { z } from 'zod'
import { BATCH_LIMIT } from './limits.ts'
import { LONGEST_MS } from './timing.ts'
import { isStorable, keptText } from './typed-text.ts'

const MANY = 300

const text = z.string().transform(keptText)
const blockId = z.string().min(1).max(200).refine(isStorable, 'an id that cannot be stored')
// PostgreSQL answers ids in lower case, and what was sent is compared with that.
const uuid = z.uuid().toLowerCase()
const uuidv7 = z.uuidv7().toLowerCase()
/** Any offset that ISO 8601 allows; read as UTC, because PostgreSQL takes fewer of them. */
const instant = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString())
const duration = z.number().min(0).max(LONGEST_MS).transform(Math.round)
const seconds = z.number().min(0).max(86_400)

/** What every event carries. `person` is who did it, `device` an id that this browser made for this person. */
const header = {
  id: uuidv7,
  person: uuid,
  at: instant,
  device: uuid.optional(),
  release: uuid,
}
const inBlock = { ...header, block: blockId }
const inAttempt = { ...inBlock, attempt: uuidv7 }
const none = z.object({}).default({})

const times = { activeMs: duration, wallMs: duration, pausedMs: duration.default(0) }

/** A block came into view. */
const BlockReached = z.object({ ...inBlock, type: z.literal('block-reached'), data: none })

/** A try at a task began. A lab starts on its first screen. */
const AttemptStarted = z.object({
  ...inAttempt,
  type: z.literal('attempt-started'),
  data: z.object({ setting: z.enum(['lab', 'outside']), mode: z.enum(['assessed', 'guided']) }),
})

/**
 * One press of an action of a lab, with the values of that screen's fields as they were typed (`keptText`: cut and
 * cleaned, never refused). `nth` counts the presses of the attempt from 0 (`LabState.presses`): the server replays them
 * as far as none is missing, so a press that is refused for its words would leave the attempt open for ever.
 */
const LabStep = z.object({
  ...inAttempt,
  type: z.literal('lab-step'),
  data: z.object({
    nth: z.number().int().min(0).max(10_000),
    screen: blockId,
    action: blockId,
    values: z
      .record(blockId, text)
      .refine((values) => Object.keys(values).length <= MANY, `at most ${MANY} values`)
      .default({}),
    activeMs: duration,
    wallMs: duration,
  }),
})

/** *I am stuck*: the hint of a screen, or of one of its fields or actions, was told. */
const HintAsked = z.object({
  ...inAttempt,
  type: z.literal('hint-asked'),
  data: z.object({ screen: blockId, field: blockId.optional(), action: blockId.optional(), activeMs: duration }),
})

/** Only outside the portal, where time is wall time less declared pauses. */
const AttemptPaused = z.object({ ...inAttempt, type: z.literal('attempt-paused'), data: none })
const AttemptResumed = z.object({ ...inAttempt, type: z.literal('attempt-resumed'), data: none })

/** How many presses came before the end of a lab: whatever the device's clock says, these belong to it. */
const presses = z.number().int().min(0).max(10_000).optional()

/** For a lab, the server replays the steps and decides the outcome; outside, the learner says it. */
const AttemptFinished = z.object({
  ...inAttempt,
  type: z.literal('attempt-finished'),
  data: z.object({
    ...times,
    presses,
    outcome: z.enum(['success', 'failure']).optional(),
    errors: z.number().int().min(0).max(1000).optional(),
  }),
})
const AttemptGaveUp = z.object({
  ...inAttempt,
  type: z.literal('attempt-gave-up'),
  data: z.object({ ...times, presses }),
})

/**
 * One submission of a check: for each question what was given (`Given` of app/lessons/questions.ts), typed texts as
 * `keptText` keeps them. `nth` is the person's try at the check from 0: which questions were asked, and in what order,
 * follows from it (`drawnQuestions`). Graded on arrival.
 */
const CheckAnswered = z.object({
  ...inBlock,
  type: z.literal('check-answered'),
  data: z.object({
    nth: z.number().int().min(0).max(10_000).default(0),
    answers: z
      .record(blockId, z.array(text).max(100))
      .refine((answers) => Object.keys(answers).length <= MANY, `at most ${MANY} questions`),
  }),
})

/**
 * Which seconds of a video were played, as [from, to] pairs; any number of times, in any order; none as it begins to
 * play. What cannot have been played since the event before is kept, and does not count. `duration` is the
 * browser's word, which counts only where the release does not know how long its film is.
 */
const VideoWatched = z.object({
  ...inBlock,
  type: z.literal('video-watched'),
  data: z.object({ watched: z.array(z.tuple([seconds, seconds])).max(1000), position: seconds, duration: seconds }),
})

/** *Done, next*: the learner says that they have read it. */
const ModuleConfirmed = z.object({
  ...header,
  block: blockId.optional(),
  type: z.literal('module-confirmed'),
  data: none,
})

/**
 * A try at a task in the old product began, as a measuring asked for it. What is said of these tries never counts as
 * learning: not as an attempt, not as having been at the block.
 */
const OldTimeStarted = z.object({
  ...inAttempt,
  type: z.literal('old-time-started'),
  data: z.object({ measuring: uuid }),
})
/** Its end, with the time on the wall and what was declared as pauses of it. */
const OldTimeFinished = z.object({
  ...inAttempt,
  type: z.literal('old-time-finished'),
  data: z.object({ measuring: uuid, wallMs: duration, pausedMs: duration, outcome: z.enum(['success', 'failure']) }),
})
const OldTimeGaveUp = z.object({
  ...inAttempt,
  type: z.literal('old-time-gave-up'),
  data: z.object({ measuring: uuid, wallMs: duration, pausedMs: duration }),
})

export const LearningEventInput = z.discriminatedUnion('type', [
  BlockReached,
  AttemptStarted,
  LabStep,
  HintAsked,
  AttemptPaused,
  AttemptResumed,
  AttemptFinished,
  AttemptGaveUp,
  CheckAnswered,
  VideoWatched,
  ModuleConfirmed,
  OldTimeStarted,
  OldTimeFinished,
  OldTimeGaveUp,
])

/** An event as the server reads it. */
export type LearningEvent = z.output<typeof LearningEventInput>
/** An event as the browser writes it. */
export type LearningEventDraft = z.input<typeof LearningEventInput>
export type LearningEventType = LearningEvent['type']
/** When something happened, and at which block of which release. */
export type Placed = { release: string; block?: string | undefined; at: string }
export type EventOf<Type extends LearningEventType> = Extract<LearningEvent, { type: Type }>
/** What happened in the old product: told in the same way, and no learning. */
export type OldTimeEvent = Extract<LearningEvent, { type: `old-time-${string}` }>

/** Whether something happened in the old product. */
export const isOldTime = <Event extends { type: string }>(
  event: Event,
): event is Event & { type: OldTimeEvent['type'] } => event.type.startsWith('old-time-')

/** The batch's own shape. Each event is read by itself, so that a malformed one costs only itself. */
export const BatchInput = z.object({
  events: z.array(z.looseObject({ id: z.string().min(1).max(64) })).max(BATCH_LIMIT),
})
export type Batch = z.output<typeof BatchInput>

/**
 * Why an event is refused for good: the browser drops it and says why, except `another-person`, which waits for its
 * owner.
 */
export type EventRefusal =
  | 'malformed'
  | 'another-person'
  | 'unknown-release'
  | 'unknown-block'
  | 'unknown-attempt'
  | 'from-the-future'
  | 'too-old'

/**
 * The body of the 202: everything named here may leave the outbox. A repeat is accepted again. The ids are in lower
 * case, as they are stored.
 */
export type Receipt = { accepted: string[]; refused: { id: string; reason: EventRefusal }[] }
