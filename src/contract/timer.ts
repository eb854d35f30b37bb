import type { Timer } from '../domain/timer.ts'
import { entryContentSchema } from './entry.ts'
import { AT_WORK } from './pages.ts'
import { z } from './zod.ts'

/** What pages see of the timer of the person on screen. */
export interface TimerView extends Timer {
  /** The project's, as the first frame knows no projects. */
  readonly client: string | null
}

const timerWork = () => z.omit(entryContentSchema(), { date: true, start: true, minutes: true })
const aimedAt = () => z.strictObject({ id: z.uuid() })

/**
 * `unanswered`: a question about the running timer stands and comes first. `changed`: the timer is no longer the one that
 * was on screen. Nothing was done in both cases.
 */
const answer = () =>
  z.object({
    outcome: z.enum(['done', 'unanswered', 'changed']),
    /** What was booked by it. */
    minutes: z.nullable(z.int()),
  })
export type TimerAnswer = z.output<ReturnType<typeof answer>>

/** Each acts once, however often it is sent; each names the timer that it means, as another page may be faster. */
export const TIMER_COMMANDS = {
  /** `id` is made by the page, that of the new timer; `seen` is the one on screen, which is booked then. */
  'start-timer': {
    from: AT_WORK,
    input: () => z.strictObject({ id: z.uuid(), work: timerWork(), seen: z.nullable(z.uuid()) }),
    output: answer,
  },
  /** What it is for; how long it has run stays. */
  'change-timer': {
    from: AT_WORK,
    input: () => z.strictObject({ id: z.uuid(), work: timerWork() }),
    output: answer,
  },
  'pause-timer': { from: AT_WORK, input: aimedAt, output: answer },
  'resume-timer': { from: AT_WORK, input: aimedAt, output: answer },
  'stop-timer': { from: AT_WORK, input: aimedAt, output: answer },
  'discard-timer': { from: AT_WORK, input: aimedAt, output: answer },
  /** "Still working?" `awayFromMs` is the end of the last activity that was on screen, null when it was asked for the length. */
  'settle-idle': {
    from: AT_WORK,
    input: () =>
      z.strictObject({
        id: z.uuid(),
        answer: z.enum(['keep', 'stop', 'split']),
        awayFromMs: z.nullable(z.int()),
      }),
    output: answer,
  },
} as const
export type TimerCommandName = keyof typeof TIMER_COMMANDS
