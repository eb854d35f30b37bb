import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { TimerAnswer, TimerView } from '../../contract/timer.ts'
import { elapsedMs, questionOf, type TimerQuestion, type TimerWork } from '../../domain/timer.ts'
import type { Outcome, TimerOutcome } from '../outcome.ts'
import type { Send } from '../send.ts'
import type { Act } from './act.ts'

export interface TimerModel {
  /** The one of the person on screen, running or paused; null for none. */
  readonly timer: ReadonlySignal<TimerView | null>
  readonly elapsedMs: ReadonlySignal<number>
  /** What is to be answered before it can be booked. */
  readonly question: ReadonlySignal<TimerQuestion | null>
  /** Starts one under this id, and books the one that is on screen; false where nothing was started. */
  readonly start: (id: string, work: TimerWork) => Promise<boolean>
  /** What the one on screen is for. */
  readonly change: (work: TimerWork) => Promise<boolean>
  /** Whether it is being written what the timer is for: its id; null while it is not. */
  readonly editing: Signal<string | null>
  readonly pause: () => Promise<boolean>
  readonly resume: () => Promise<boolean>
  readonly stop: () => Promise<boolean>
  readonly discard: () => Promise<boolean>
  /** Answers the question that stands. */
  readonly settle: (answer: 'keep' | 'stop' | 'split') => Promise<boolean>
}

interface TimerModelDeps {
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly nowMs: ReadonlySignal<number>
  readonly send: Send
  readonly act: Act
}

export function createTimerModel({ snapshot, nowMs, send, act }: TimerModelDeps): TimerModel {
  const timer = computed(() => snapshot.value?.timer ?? null)
  const question = computed(() => (timer.value ? questionOf(timer.value, nowMs.value) : null))

  /** Shows what came of it; true only where it was done. */
  const run = async (
    shown: TimerView | null,
    ask: () => Promise<TimerAnswer>,
    did: TimerOutcome['did'],
  ): Promise<boolean> => {
    let isDone = false
    await act(ask, ({ outcome, minutes }): Outcome => {
      isDone = outcome === 'done'
      const work = shown?.work ?? null
      return isDone
        ? { kind: 'timer', did: did === 'started' && minutes !== null ? 'switched' : did, work, minutes }
        : { kind: outcome === 'changed' ? 'timer-changed' : 'timer-unanswered' }
    })
    return isDone
  }

  /** On the timer that is on screen. */
  const onShown =
    (command: 'pause-timer' | 'resume-timer' | 'stop-timer' | 'discard-timer', did: TimerOutcome['did']) =>
    async (): Promise<boolean> => {
      const shown = timer.peek()
      return shown !== null && (await run(shown, () => send(command, { id: shown.id }), did))
    }

  return {
    timer,
    question,
    elapsedMs: computed(() => (timer.value ? elapsedMs(timer.value, nowMs.value) : 0)),
    start: async (id, work) => {
      const shown = timer.peek()
      const input = { id, work: { ...work, tags: [...work.tags] }, seen: shown?.id ?? null }
      return await run(shown, () => send('start-timer', input), 'started')
    },
    change: async (work) => {
      const shown = timer.peek()
      if (!shown) return false
      const input = { id: shown.id, work: { ...work, tags: [...work.tags] } }
      return await run(shown, () => send('change-timer', input), 'changed')
    },
    editing: signal(null),
    pause: onShown('pause-timer', 'paused'),
    resume: onShown('resume-timer', 'resumed'),
    stop: onShown('stop-timer', 'stopped'),
    discard: onShown('discard-timer', 'discarded'),
    settle: async (answer) => {
      const shown = timer.peek()
      const asked = question.peek()
      if (!shown || !asked) return false
      const awayFromMs = asked.kind === 'away' ? asked.fromMs : null
      const did = { keep: 'kept', stop: 'stopped', split: 'split' } as const
      return await run(shown, () => send('settle-idle', { id: shown.id, answer, awayFromMs }), did[answer])
    },
  }
}
