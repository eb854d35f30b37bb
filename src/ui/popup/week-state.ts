import type { EntryView, Snapshot, WeekState } from '../../contract/snapshot.ts'
import type { IsoWeek } from '../../domain/iso-week.ts'
import { canBeRecalled, canBeSubmitted, type WeekStatus, weekStatusOf } from '../../domain/week-status.ts'
import { TARGET_DAY_MINUTES, TARGET_WEEK_MINUTES } from '../../domain/week-totals.ts'

/** What is known of a week beside its entries; of one that nothing was said of, what is usual. */
export function weekStateOf(snapshot: Pick<Snapshot, 'weeks'> | null, week: IsoWeek): WeekState {
  const known = snapshot?.weeks.find((state) => state.week === week)
  return (
    known ?? {
      week,
      targetMinutes: TARGET_WEEK_MINUTES,
      dayTargetMinutes: TARGET_DAY_MINUTES,
      pending: null,
      waitsFor: [],
      failure: null,
      failureDetail: null,
    }
  )
}

/** Where a week stands on screen: what was done here shows at once, and how far it has come. */
export type Standing = WeekStatus | 'empty' | 'submitting' | 'recalling' | 'held-up' | 'refused'

export interface Standings {
  readonly standing: Standing
  readonly maySubmit: boolean
  readonly mayRecall: boolean
}

export function standingsOf(
  { pending, waitsFor, failure }: Pick<WeekState, 'pending' | 'waitsFor' | 'failure'>,
  entries: readonly Pick<EntryView, 'status'>[],
): Standings {
  if (pending === 'recall') return { standing: 'recalling', maySubmit: true, mayRecall: false }
  if (pending === 'submit') {
    const standing = failure ? 'refused' : waitsFor.length > 0 ? 'held-up' : 'submitting'
    return { standing, maySubmit: failure !== null, mayRecall: true }
  }
  return {
    standing: entries.length === 0 ? 'empty' : weekStatusOf(entries),
    maySubmit: canBeSubmitted(entries),
    mayRecall: canBeRecalled(entries),
  }
}
