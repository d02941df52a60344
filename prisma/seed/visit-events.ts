import { drawnQuestions } from '#app/domain/practice/draw.ts'
import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { grade } from '#app/domain/practice/grading.ts'
import type { LabDefinition } from '#app/lessons/definitions.ts'
import type { CheckKey } from '#app/lessons/questions.ts'
import type { Block, CheckBlock, Lesson, VideoBlock } from '#app/lessons/tree.ts'
import { newId } from '#app/platform/ids.ts'
import { answersFor } from './check-answers.ts'
import { walk } from './lab-walk.ts'
import { type Random, seeded } from './random.ts'

/** How a visit to a module goes: to its end, half-way, to a task that does not work out, or only to read it again. */
export type Intent = 'complete' | 'partial' | 'stuck' | 'look again'

/** How somebody learns: `pace` multiplies times, `care` (0 to 1) keeps slips away. */
export type Learner = { personId: string; device: string; pace: number; care: number; power: boolean }

type Release = { id: string; lesson: Lesson; keys: Record<string, CheckKey> }

const USUAL_TASK_MS = 120_000
/** How the new product compares with the old one on a first try, before practice. */
const FIRST_TRY = { power: 1.16, casual: 1.5 }
const LEARNING_RATE = 0.8
/** Here people take so many times as many hints as elsewhere: the block has something that they do not understand. */
const UNCLEAR_TASKS: Record<string, number> = { 'change-bank': 6 }
/** What people know of a check's questions, as `answersFor` counts it. */
const NOTHING_KNOWN = -9
const ALL_KNOWN = 99

/** Everything that a browser would have recorded of one visit, in order of time. */
export function visitEvents(
  release: Release,
  learner: Learner,
  start: Date,
  intent: Intent,
  random: Random,
): LearningEventDraft[] {
  const visit = new Visit(release, learner, start, random)
  const { blocks, rule } = release.lesson
  if (intent === 'look again') {
    for (const block of blocks) if (block.kind === 'section') visit.reach(block)
    return visit.events
  }
  const practice = blocks.filter(({ kind }) => kind !== 'section')
  const hardest = practice.find(({ kind }) => kind === 'task') ?? practice.at(-1)
  const stopAt = intent === 'complete' ? null : (hardest ?? blocks[Math.floor(blocks.length / 2)])
  for (const block of blocks) {
    visit.reach(block)
    if (block === stopAt) {
      if (intent === 'stuck') visit.failAt(block)
      return visit.events
    }
    visit.practise(block)
  }
  if (rule.requirements.some(({ need }) => need === 'confirmation')) visit.confirm()
  return visit.events
}

class Visit {
  readonly events: LearningEventDraft[] = []
  readonly #release: Release
  readonly #learner: Learner
  readonly #random: Random
  #clock: number

  constructor(release: Release, learner: Learner, start: Date, random: Random) {
    this.#release = release
    this.#learner = learner
    this.#random = random
    this.#clock = start.getTime()
  }

  reach(block: Block): void {
    this.#pass(block.kind === 'section' ? this.#random.between(12_000, 55_000) : 3_000)
    this.#say({ type: 'block-reached', block: block.id, data: {} })
  }

  practise(block: Block): void {
    if (block.kind === 'task') this.#tries(block)
    if (block.kind === 'check') this.#answers(block)
    if (block.kind === 'video') this.#watches(block)
  }

  /** Two tries given up, or two answers below the mark: somebody who needs a champion. */
  failAt(block: Block): void {
    if (block.kind === 'check') for (let nth = 0; nth < 2; nth++) this.#answer(block, nth, NOTHING_KNOWN)
    if (block.kind !== 'task') return
    for (let count = 0; count < 2; count++) {
      if (block.definition.setting === 'lab') this.#lab(block.id, block.definition, 1.4, { upTo: 0.6 })
    }
  }

  confirm(): void {
    this.#pass(6_000)
    this.#say({ type: 'module-confirmed', data: {} })
  }

  #tries(block: Extract<Block, { kind: 'task' }>): void {
    const { definition } = block
    const tries = 1 + (this.#random.chance(0.5) ? 1 : 0) + (this.#random.chance(0.25) ? 1 : 0)
    for (let count = 0; count < tries; count++) {
      const factor = FIRST_TRY[this.#learner.power ? 'power' : 'casual'] * LEARNING_RATE ** count
      if (definition.setting === 'lab') this.#lab(block.id, definition, factor, {})
      else this.#outside(block.id, (definition.baseline?.ms ?? USUAL_TASK_MS) * factor * 0.9)
      this.#pass(this.#random.between(20_000, 120_000))
    }
  }

  /** `upTo`: the share of the way after which it is given up. */
  #lab(block: string, lab: LabDefinition, factor: number, { upTo = 1 }: { upTo?: number }): void {
    const { pace, care, power } = this.#learner
    const attempt = this.#newId()
    const moves = walk(lab, this.#random, {
      slips: (power ? 0.16 : 0.26) * (1.4 - care),
      critical: 0.04 * (1.3 - care),
      hints: (power ? 0.03 : 0.08) * (UNCLEAR_TASKS[block] ?? 1),
    })
    const total = (lab.baseline?.ms ?? USUAL_TASK_MS) * factor * pace * this.#random.factor(0.16)
    const done = moves.slice(0, Math.max(1, Math.ceil(moves.length * upTo)))
    this.#say({ type: 'attempt-started', block, attempt, data: { setting: 'lab', mode: 'assessed' } })
    const startedAt = this.#clock
    let activeMs = 0
    let nth = 0
    for (const move of done) {
      const spent = Math.max(1_500, (total / moves.length) * this.#random.factor(0.3))
      activeMs += spent
      // Now and then somebody looks away: wall time goes on, active time does not.
      this.#pass(spent + (this.#random.chance(0.06) ? this.#random.between(60_000, 400_000) : 0))
      const wallMs = this.#clock - startedAt
      if (move.move === 'hint')
        this.#say({ type: 'hint-asked', block, attempt, data: { screen: move.screen, activeMs } })
      else
        this.#say({
          type: 'lab-step',
          block,
          attempt,
          data: { nth: nth++, screen: move.screen, action: move.action, values: move.values, activeMs, wallMs },
        })
    }
    const wallMs = this.#clock - startedAt
    // One in sixty claims more than can be: it is kept and not counted.
    const claimed = this.#random.chance(1 / 60) ? wallMs + 90_000 : activeMs
    if (upTo < 1) this.#say({ type: 'attempt-gave-up', block, attempt, data: { activeMs, wallMs, pausedMs: 0 } })
    else this.#say({ type: 'attempt-finished', block, attempt, data: { activeMs: claimed, wallMs, pausedMs: 0 } })
  }

  #outside(block: string, ms: number): void {
    const attempt = this.#newId()
    this.#say({ type: 'attempt-started', block, attempt, data: { setting: 'outside', mode: 'assessed' } })
    const wallMs = ms * this.#learner.pace * this.#random.factor(0.2)
    this.#pass(wallMs)
    this.#say({
      type: 'attempt-finished',
      block,
      attempt,
      data: { activeMs: 0, wallMs, pausedMs: 0, outcome: 'success' },
    })
  }

  /** Most answer well enough at once; who does not, reads what was said and answers again. */
  #answers(block: CheckBlock): void {
    const known = 1.1 + 3 * (this.#learner.care - 0.5)
    const needed = this.#release.lesson.rule.requirements.find((one) => one.need === 'check' && one.block === block.id)
    const mark = needed?.need === 'check' ? needed.mark / 100 : 0
    const isPassed = [known, known + 2].some((knowing, nth) => this.#answer(block, nth, knowing) >= mark)
    if (!isPassed) this.#answer(block, 2, ALL_KNOWN)
  }

  /** Answers the share that was right. */
  #answer(block: CheckBlock, nth: number, knowing: number): number {
    this.#pass(this.#random.between(40_000, 150_000))
    const key = this.#release.keys[block.id] ?? {}
    const drawn = new Set(drawnQuestions(block.definition, { person: this.#learner.personId, nth }).map(({ id }) => id))
    const asked = block.definition.questions.filter(({ id }) => drawn.has(id))
    const answers = answersFor(key, asked, knowing, seeded(this.#random.between(0, 2 ** 31)))
    this.#say({ type: 'check-answered', block: block.id, data: { nth, answers } })
    const { right, total } = grade(key, answers, [...drawn])
    return right / total
  }

  #watches({ id, definition }: VideoBlock): void {
    const duration = definition.seconds ?? 45
    this.#pass(duration * 1_000)
    this.#say({ type: 'video-watched', block: id, data: { watched: [[0, duration]], position: duration, duration } })
  }

  #pass(ms: number): void {
    this.#clock += Math.round(ms)
  }

  #newId(): string {
    return newId(new Date(this.#clock))
  }

  #say(happening: Record<string, unknown>): void {
    this.#clock += 5
    this.events.push({
      ...happening,
      id: this.#newId(),
      person: this.#learner.personId,
      device: this.#learner.device,
      at: new Date(this.#clock).toISOString(),
      release: this.#release.id,
    } as LearningEventDraft)
  }
}
