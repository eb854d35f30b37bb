import type { ApprovalView } from '../../contract/snapshot.ts'
import { FLAG_KINDS, type FlagKind } from '../../domain/approval-flags.ts'
import { type IsoWeek, isoWeekOf } from '../../domain/iso-week.ts'
import { needsLook } from '../../domain/person-weeks.ts'

/** `all` of them, those that need a look, those that do not, or those of one flag, person, project or week. */
export type InboxFilter =
  | 'all'
  | 'flagged'
  | 'unflagged'
  | `flag ${FlagKind}`
  | `person ${string}`
  | `project ${string}`
  | `week ${IsoWeek}`

/** One of several that a filter can be set to; the name of a project is null for entries that have none. */
interface Choice {
  readonly filter: InboxFilter
  readonly name: string | null
}

/** What waiting entries can be told apart by: of one person or week alone there is nothing to choose. */
export interface FilterChoices {
  readonly flags: readonly FlagKind[]
  readonly people: readonly Choice[]
  readonly projects: readonly Choice[]
  readonly weeks: readonly IsoWeek[]
}

export function filterChoices(waiting: readonly ApprovalView[], language?: string): FilterChoices {
  const flags = new Set(waiting.flatMap((approval) => approval.flags.map(({ kind }) => kind)))
  const people = new Map(waiting.map(({ userId, userName }) => [personFilter(userId), userName ?? userId]))
  const projects = new Map(waiting.map((approval) => [projectFilter(approval), approval.project]))
  // Thousands of entries have few days.
  const weeks = new Set([...new Set(waiting.map(({ date }) => date))].map(isoWeekOf))
  return {
    flags: FLAG_KINDS.filter((kind) => flags.has(kind)),
    people: choicesOf(people, language),
    projects: choicesOf(projects, language),
    weeks: weeks.size > 1 ? [...weeks].sort() : [],
  }
}

/** Whether it is still there to be chosen: with the last entry of a person, the person has gone. */
export function isOffered(filter: InboxFilter, { flags, people, projects, weeks }: FilterChoices): boolean {
  if (!filter.includes(' ')) return true
  return (
    flags.some((kind) => filter === `flag ${kind}`) ||
    weeks.some((week) => filter === `week ${week}`) ||
    [...people, ...projects].some((choice) => filter === choice.filter)
  )
}

export function fits(approval: ApprovalView, filter: InboxFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'flagged':
      return needsLook(approval)
    case 'unflagged':
      return !needsLook(approval)
    default:
      return (
        filter === personFilter(approval.userId) ||
        filter === projectFilter(approval) ||
        filter === `week ${isoWeekOf(approval.date)}` ||
        approval.flags.some(({ kind }) => filter === `flag ${kind}`)
      )
  }
}

/** Folds what is typed into the search into words. */
export function wordsOf(query: string): readonly string[] {
  return fold(query).split(/\s+/).filter(Boolean)
}

export function hasWords(approval: ApprovalView, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { userName, userId, project, task, note, tags, date } = approval
  const text = fold([userName ?? userId, project, task, note, ...tags, date, isoWeekOf(date)].join(' '))
  return words.every((word) => text.includes(word))
}

const personFilter = (userId: string): InboxFilter => `person ${userId}`

/** A project that only the entry names has no id. */
const projectFilter = ({ projectId, project }: ApprovalView): InboxFilter =>
  `project ${projectId ?? project ?? ''}`

function choicesOf(names: ReadonlyMap<InboxFilter, string | null>, language?: string): readonly Choice[] {
  if (names.size <= 1) return []
  const { compare } = new Intl.Collator(language)
  return [...names]
    .map(([filter, name]) => ({ filter, name }))
    .sort((a, b) => Number(a.name === null) - Number(b.name === null) || compare(a.name ?? '', b.name ?? ''))
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
