import { stop, type TimerAct } from '../../src/background/timer/acts.ts'
import { createTimers, type Ending } from '../../src/background/timer/timers.ts'
import type { TimerWork } from '../../src/domain/timer.ts'
import { AUTHOR, createDevice } from './device.ts'
import { published } from './published.ts'

export const MINUTE_MS = 60_000
/** In Berlin, where these devices are. */
export const NINE_MS = Date.parse('2026-11-20T09:00:00+01:00')
export const WORK: TimerWork = {
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: [],
  note: 'design review',
  billable: true,
}
export const OTHER_WORK: TimerWork = { ...WORK, note: 'tickets' }

/** One person's device with the real acts on the timer, at nine in the morning. */
export async function createTimerDevice() {
  const device = await createDevice()
  device.nowMs = NINE_MS
  const { database } = device
  let made = 0
  let zone = 'Europe/Berlin'

  /** Each worker makes its own. */
  const newWorker = () =>
    createTimers({
      database,
      now: () => device.nowMs,
      timeZone: () => zone,
      newEntryId: () => `entry-${++made}`,
      newOperationId: () => `timer-op-${++made}`,
    })
  let timers = newWorker()
  const act = (decide: TimerAct, ending?: Ending) => timers.act(AUTHOR, decide, ending)
  const running = async () => (await database.get('timers', AUTHOR.account))?.timer ?? null
  const offered = async () => (await published(device)).snapshot.undo
  return {
    device,
    newWorker,
    /** The worker is stopped, and another takes its place. */
    restart: () => {
      timers = newWorker()
    },
    travelTo: (timeZone: string) => {
      zone = timeZone
    },
    act,
    stop: (id: string) => act(stop(id), { id, kind: 'timer-stopped' }),
    running,
    offered,
    undo: async () => device.outbox.undo(AUTHOR, (await offered())?.operationId ?? 'none'),
    /** Day, start, minutes and note of each. */
    entries: async () =>
      (await database.getAll('entries')).map(({ entry: { date, start, minutes, note } }) => [
        date,
        start,
        minutes,
        note,
      ]),
    outbox: async () => (await device.operations()).map(({ act: { kind } }) => kind),
    /** Time passes in which the alarm looks, each minute. */
    work: async (minutes: number): Promise<void> => {
      const timer = await running()
      device.nowMs += minutes * MINUTE_MS
      const seen = { account: AUTHOR.account, timer: timer && { ...timer, seenAtMs: device.nowMs } }
      if (seen.timer) await database.put('timers', { ...seen, timer: seen.timer })
    },
  }
}

export type TimerDevice = Awaited<ReturnType<typeof createTimerDevice>>
