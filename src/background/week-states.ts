import type { WeekState } from '../contract/snapshot.ts'
import { isoWeekOf } from '../domain/iso-week.ts'
import { addDays, type LocalDate } from '../domain/local-date.ts'
import { TARGET_DAY_MINUTES, TARGET_WEEK_MINUTES } from '../domain/week-totals.ts'
import { WEEKS_IN_VIEW } from './outbox/pull-weeks.ts'
import type { LocalWeek, Operation } from './store/database.ts'

/** What is shown of this week, of the last ones, and of any with an act that the server does not have yet. */
export function weekStates(
  stored: readonly LocalWeek[],
  outbox: readonly Operation[],
  today: LocalDate,
): readonly WeekState[] {
  const inView = Array.from({ length: WEEKS_IN_VIEW }, (_, back) => isoWeekOf(addDays(today, -7 * back)))
  const acts = outbox.flatMap(({ act }) => ('week' in act ? [act.week] : []))
  const known = new Map(stored.map((week) => [week.week, week]))
  return [...new Set([...inView, ...acts])]
    .sort((a, b) => (a < b ? 1 : -1))
    .map((week) => {
      const { targetMinutes = TARGET_WEEK_MINUTES, dayTargetMinutes = TARGET_DAY_MINUTES } =
        known.get(week) ?? {}
      return { week, targetMinutes, dayTargetMinutes, ...pendingOf(week, outbox) }
    })
}

function pendingOf(
  week: string,
  outbox: readonly Operation[],
): Pick<WeekState, 'pending' | 'waitsFor' | 'failure' | 'failureDetail'> {
  // Of two, the later one is what the person wants.
  const last = outbox.findLast(({ act }) => 'week' in act && act.week === week)
  const failure = last?.parked?.code ?? null
  return {
    pending: last ? (last.act.kind === 'submit-week' ? 'submit' : 'recall') : null,
    waitsFor: last ? blockersOf(last, outbox) : [],
    failure,
    failureDetail: last?.parked?.detail ?? null,
  }
}

function blockersOf({ act, seq }: Operation, outbox: readonly Operation[]): string[] {
  if (act.kind !== 'submit-week') return []
  const after = new Set(act.after)
  const parked = outbox.filter(
    (other) => other.parked !== null && after.has(other.entryId) && (other.seq ?? 0) < (seq ?? 0),
  )
  return [...new Set(parked.map(({ entryId }) => entryId))]
}
