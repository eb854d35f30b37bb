import type { WireFlag } from '../../contract/wire-approval.ts'
import {
  DAY_LIMIT_MINUTES,
  type Flag,
  flagEntries,
  projectKeyOf,
  USUAL_WEEKS,
  usualOf,
  WEEK_LIMIT_MINUTES,
} from '../../domain/approval-flags.ts'
import { addWeeks, daysOfWeek, type IsoWeek, isoWeekOf } from '../../domain/iso-week.ts'
import { type LocalDate, latestTodayOnEarth } from '../../domain/local-date.ts'
import { listHandedIn, type ProjectWeek, sumProjectWeeks } from '../store/approvals.ts'
import type { Queries } from '../store/database.ts'
import { listNoteProjects } from '../store/projects.ts'
import type { EntryRow } from '../store/schema.ts'

/** From when on a day or a week is long, and the company's holidays. */
export interface ApprovalRules {
  readonly dayLimitMinutes: number
  readonly weekLimitMinutes: number
  readonly holidays: readonly LocalDate[]
}

export const USUAL_RULES: ApprovalRules = {
  dayLimitMinutes: DAY_LIMIT_MINUTES,
  weekLimitMinutes: WEEK_LIMIT_MINUTES,
  holidays: [],
}

/** The flags of waiting entries, by id, in three queries however many they are. */
export async function readFlags(
  queries: Queries,
  waiting: readonly EntryRow[],
  rules: ApprovalRules,
  now: Date,
): Promise<ReadonlyMap<string, readonly Flag[]>> {
  if (waiting.length === 0) return new Map()
  const userIds = [...new Set(waiting.map(({ userId }) => userId))]
  const weeks = [...new Set(waiting.map(({ date }) => isoWeekOf(date)))].sort()
  const booked = await listHandedIn(queries, userIds, weeks.flatMap(daysOfWeek))
  const noteProjects = await listNoteProjects(queries)
  const usual = await readUsual(queries, userIds, weeks)
  return flagEntries(waiting, booked, {
    ...rules,
    today: latestTodayOnEarth(now.getTime()),
    holidays: new Set(rules.holidays),
    noteProjects: new Set(noteProjects),
    usualMinutes: usual,
  })
}

type UsualMinutes = Parameters<typeof flagEntries>[2]['usualMinutes']

/** What each person usually books in a week on each project, by the weeks before. */
async function readUsual(
  queries: Queries,
  userIds: readonly string[],
  weeks: readonly IsoWeek[],
): Promise<UsualMinutes> {
  const from = mondayOf(addWeeks(weeks.at(0) ?? '', -USUAL_WEEKS))
  const before = mondayOf(weeks.at(-1) ?? '')
  const sums = await sumProjectWeeks(queries, userIds, { from, before })
  const byProject = Map.groupBy(sums, keyOf)
  // Once for each week, and not for each entry in it: calendars are slow.
  const spans = new Map(weeks.map((week) => [week, spanBefore(week)]))
  return (entry, week) => {
    const { first, until } = spans.get(week) ?? spanBefore(week)
    const sumsOfProject = byProject.get(keyOf(entry)) ?? []
    const weeksBefore = sumsOfProject.filter(({ monday }) => monday >= first && monday < until)
    return usualOf(weeksBefore.map(({ minutes }) => minutes))
  }
}

function spanBefore(week: IsoWeek): { readonly first: LocalDate; readonly until: LocalDate } {
  return { first: mondayOf(addWeeks(week, -USUAL_WEEKS)), until: mondayOf(week) }
}

function keyOf(booked: Pick<ProjectWeek, 'userId' | 'project' | 'projectId'>): string {
  return `${booked.userId}\n${projectKeyOf(booked)}`
}

function mondayOf(week: IsoWeek): LocalDate {
  return daysOfWeek(week)[0] ?? ''
}

export function wireFlag(flag: Flag): WireFlag {
  switch (flag.kind) {
    case 'over-day':
    case 'over-week':
      return { kind: flag.kind, minutes: flag.minutes, limit_minutes: flag.limitMinutes }
    case 'changed':
      return { kind: flag.kind, submitted_version: flag.submittedVersion }
    case 'unusual':
      return { kind: flag.kind, minutes: flag.minutes, usual_minutes: flag.usualMinutes }
    case 'overlap':
      return { kind: flag.kind, minutes: flag.minutes }
    case 'very-old':
      return { kind: flag.kind, days: flag.days }
    case 'weekend':
    case 'holiday':
    case 'future':
    case 'missing-note':
      return { kind: flag.kind }
    default:
      return flag satisfies never
  }
}
