import type { WireWeek } from '../../contract/wire-week.ts'
import { type EntryStatus, totalMinutes } from '../../domain/entry.ts'
import { daysOfWeek, type IsoWeek } from '../../domain/iso-week.ts'
import type { WeekTargets } from '../../domain/week-check.ts'
import { isReviewed, weekStatusOf } from '../../domain/week-status.ts'
import { totalsByDay } from '../../domain/week-totals.ts'
import { listEntries, lockEntries, updateEntry, wireEntry } from '../store/entries.ts'
import type { EntryRow } from '../store/schema.ts'
import { insertSubmission } from '../store/submissions.ts'
import type { Call, Handler } from './call.ts'
import { ApiProblem } from './problem.ts'

export const readWeek: Handler<'readWeek'> = async ({ database, caller, week, targets }) => {
  const entries = await listEntries(database.queries, caller.user, rangeOf(week))
  return { status: 200, body: wireWeek(week, entries, targets) }
}

/** What is submitted, approved or rejected already stays as it is, so that asking twice is asking once. */
export const submitWeek: Handler<'submitWeek'> = (call) =>
  changeWeek(call, 'submitted', (entries) => {
    if (entries.length === 0) {
      throw new ApiProblem('week-empty', { detail: `${call.week} has no entries to submit` })
    }
    return entries.filter(({ status }) => status === 'draft')
  })

export const recallWeek: Handler<'recallWeek'> = (call) =>
  changeWeek(call, 'recalled', (entries) => {
    const reviewed = entries.find(isReviewed)
    if (reviewed?.reviewBy && reviewed.reviewAt) {
      throw new ApiProblem('week-reviewed', {
        detail: 'It can be recalled while nothing of it was approved or rejected',
        decided: { by: reviewed.reviewBy, at: reviewed.reviewAt.toISOString() },
      })
    }
    return entries.filter(({ status }) => status === 'submitted')
  })

/** The rows stay locked until all is written: a decision on one of them comes before, or after, the whole. */
function changeWeek<Name extends 'submitWeek' | 'recallWeek'>(
  { database, caller, now, newId, week, targets }: Call<Name>,
  act: 'submitted' | 'recalled',
  choose: (entries: readonly EntryRow[]) => readonly EntryRow[],
) {
  return database.transact(async (queries) => {
    const entries = await lockEntries(queries, caller.user, rangeOf(week))
    const concerned = choose(entries)
    const written = new Map(entries.map((entry) => [entry.id, entry]))
    for (const entry of concerned) {
      const changed = await updateEntry(queries, {
        ...entry,
        ...(act === 'submitted'
          ? { status: 'submitted', submittedAt: now, submittedVersion: entry.version + 1 }
          : { status: 'draft', submittedAt: null, submittedVersion: null }),
        version: entry.version + 1,
        updatedAt: now,
      })
      written.set(entry.id, changed)
    }
    if (concerned.length > 0) {
      await insertSubmission(queries, {
        id: newId(),
        userId: caller.user,
        week,
        act,
        by: caller.user,
        at: now,
        entries: concerned.map(({ id, version }) => ({ id, version })),
      })
    }
    const rows = [...written.values()]
    const body = { ...wireWeek(week, rows, targets), entries: rows.map(wireEntry) }
    return { status: 200, body } as const
  })
}

function rangeOf(week: IsoWeek): { from: string; to: string } {
  const days = daysOfWeek(week)
  return { from: days.at(0) ?? '', to: days.at(-1) ?? '' }
}

function wireWeek(week: IsoWeek, entries: readonly EntryRow[], targets: WeekTargets): WireWeek {
  const minutesOf = (status: EntryStatus) => totalMinutes(entries.filter((entry) => entry.status === status))
  const submittedAtMs = entries.map(({ submittedAt }) => submittedAt?.getTime() ?? 0)
  const latestMs = Math.max(0, ...submittedAtMs)
  return {
    week,
    ...rangeOf(week),
    status: weekStatusOf(entries),
    target_minutes: targets.targetMinutes,
    day_target_minutes: targets.dayTargetMinutes,
    minutes: totalMinutes(entries),
    minutes_by_status: {
      draft: minutesOf('draft'),
      submitted: minutesOf('submitted'),
      approved: minutesOf('approved'),
      rejected: minutesOf('rejected'),
    },
    days: totalsByDay(entries, daysOfWeek(week)).map(({ date, minutes }) => ({ date, minutes })),
    submitted_at: latestMs === 0 ? null : new Date(latestMs).toISOString(),
  }
}
