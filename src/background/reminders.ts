import type { Snapshot } from '../contract/snapshot.ts'
import { totalMinutes } from '../domain/entry.ts'
import { isoWeekOf } from '../domain/iso-week.ts'
import { weekOf } from '../domain/local-date.ts'
import {
  dueReminder,
  localDateAt,
  nextReminderAt,
  type ReminderKind,
  type ReminderMemory,
  type ReminderPreferences,
} from '../domain/reminders.ts'
import { weekStatusOf } from '../domain/week-status.ts'
import { TARGET_WEEK_MINUTES } from '../domain/week-totals.ts'
import type { ReminderNotice } from '../platform/reminder-notice.ts'

export interface ReminderDeps {
  readonly now: () => number
  readonly timeZone: () => string
  readonly readPreferences: () => Promise<ReminderPreferences>
  readonly writePreferences: (preferences: ReminderPreferences) => Promise<void>
  readonly readMemory: () => Promise<ReminderMemory | null>
  readonly writeMemory: (memory: ReminderMemory) => Promise<void>
  readonly readSnapshot: () => Promise<Snapshot | null>
  readonly schedule: (atMs: number | null) => Promise<void>
  readonly show: (notice: ReminderNotice) => Promise<void>
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>
}

export interface Reminders {
  /** Shows what is due, and asks to be woken for the next. To be called whenever the worker starts. */
  readonly look: () => Promise<void>
  readonly read: () => Promise<ReminderPreferences>
  readonly save: (preferences: ReminderPreferences) => Promise<ReminderPreferences>
}

export function createReminders(deps: ReminderDeps): Reminders {
  async function look(): Promise<void> {
    const nowMs = deps.now()
    const timeZone = deps.timeZone()
    const preferences = await deps.readPreferences()
    await deps.schedule(nextReminderAt(preferences, nowMs, timeZone))
    const memory = (await deps.readMemory()) ?? { lookedAtMs: nowMs, remindedOn: null }
    const work = workOf(await deps.readSnapshot(), localDateAt(nowMs, timeZone))
    const kind = work && dueReminder(preferences, memory, work, nowMs, timeZone)
    // The browser may stop the worker here: a reminder that is lost is better than one that comes again.
    await deps.writeMemory({
      lookedAtMs: nowMs,
      remindedOn: kind ? localDateAt(nowMs, timeZone) : memory.remindedOn,
    })
    if (!kind) return
    await deps.show(noticeOf(kind, work, preferences))
  }

  return {
    // Two events can wake the worker at once.
    look: () => deps.exclusively(look),
    read: deps.readPreferences,
    save: (preferences) =>
      deps.exclusively(async () => {
        await deps.writePreferences(preferences)
        // What was due before it was wished for is over.
        const memory = await deps.readMemory()
        await deps.writeMemory({ lookedAtMs: deps.now(), remindedOn: memory?.remindedOn ?? null })
        await deps.schedule(nextReminderAt(preferences, deps.now(), deps.timeZone()))
        return preferences
      }),
  }
}

function noticeOf(
  kind: ReminderKind,
  work: NonNullable<ReturnType<typeof workOf>>,
  { daily }: ReminderPreferences,
): ReminderNotice {
  const { canSubmit, waiting } = work
  switch (kind) {
    case 'deadline':
      return { kind, minutes: work.minutesThisWeek, targetMinutes: work.targetMinutes, canSubmit }
    case 'daily':
      return { kind, minutes: work.minutesToday, targetMinutes: daily.underMinutes, canSubmit }
    case 'approvals':
      return { kind, waiting }
    default:
      return kind satisfies never
  }
}

/** What the person on screen has logged, as the pages show it; null where nobody is, or nobody who can log. */
function workOf(snapshot: Snapshot | null, today: string) {
  if (!snapshot?.account || !snapshot.can.create) return null
  const days = weekOf(today)
  const ofWeek = snapshot.entries.filter(({ date }) => days.includes(date))
  const state = snapshot.weeks.find(({ week }) => week === isoWeekOf(today))
  const minutesThisWeek = totalMinutes(ofWeek)
  const targetMinutes = state?.targetMinutes ?? TARGET_WEEK_MINUTES
  const canSubmit = snapshot.can.submit
  return {
    waiting: snapshot.approvals?.length ?? 0,
    minutesToday: totalMinutes(ofWeek.filter(({ date }) => date === today)),
    minutesThisWeek,
    targetMinutes,
    canSubmit,
    isWeekDone: canSubmit
      ? state?.pending === 'submit' || isHandedIn(ofWeek)
      : minutesThisWeek >= targetMinutes,
  }
}

function isHandedIn(entries: Snapshot['entries']): boolean {
  switch (weekStatusOf(entries)) {
    case 'submitted':
    case 'partly-reviewed':
    case 'approved':
      return true
    default:
      return false
  }
}
