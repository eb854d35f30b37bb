import type { TimerAnswer, TimerCommandName } from '../../contract/timer.ts'
import { fail } from '../../domain/failure.ts'
import type { CommandHandlers } from '../../platform/command-dispatch.ts'
import { authorOf, readAccount } from '../account.ts'
import type { Database } from '../store/database.ts'
import { change, discard, pause, resume, settle, start, stop, type TimerAct } from './acts.ts'
import type { Ending, Timers } from './timers.ts'

export interface TimerHandlerDeps {
  readonly database: Database
  readonly timers: Timers
  readonly newId: () => string
  readonly startTicking: () => Promise<void>
  /** Publishes, and sends what was booked. */
  readonly afterAct: (minutes: number | null) => Promise<void>
}

/** What each command about the timer does; answered when it is stored and published, like any act. */
export function createTimerHandlers(deps: TimerHandlerDeps): Pick<CommandHandlers, TimerCommandName> {
  const act = async (decide: TimerAct, ending?: Ending): Promise<TimerAnswer> => {
    const author = authorOf((await readAccount(deps.database)) ?? fail('signed-out'))
    const { outcome, minutes } = await deps.timers.act(author, decide, ending)
    await deps.afterAct(minutes)
    return { outcome, minutes }
  }
  /** The alarm first: a worker that is stopped in between leaves a timer that is looked after. */
  const run = async (decide: TimerAct): Promise<TimerAnswer> => {
    await deps.startTicking()
    return await act(decide)
  }
  return {
    'start-timer': ({ id, work, seen }) => run(start(id, work, seen)),
    'change-timer': ({ id, work }) => act(change(id, work)),
    'resume-timer': ({ id }) => run(resume(id)),
    'pause-timer': ({ id }) => act(pause(id)),
    'stop-timer': ({ id }) => act(stop(id), { id, kind: 'timer-stopped' }),
    'discard-timer': ({ id }) => act(discard(id), { id, kind: 'timer-discarded' }),
    'settle-idle': ({ id, answer, awayFromMs }) => {
      const decide = settle(id, answer, awayFromMs, deps.newId())
      if (answer === 'keep') return act(decide)
      return act(decide, { id, kind: answer === 'stop' ? 'timer-stopped' : 'timer-split' })
    },
  }
}
