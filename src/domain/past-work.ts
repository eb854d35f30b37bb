import type { EntryContent } from './entry.ts'
import type { LocalDate } from './local-date.ts'
import { slugOf } from './project-search.ts'
import { createWordIndex } from './word-index.ts'

/** What was done, without when and for how long. */
export type Work = Pick<EntryContent, 'project' | 'projectId' | 'task' | 'tags' | 'note'>

/** Work that somebody keeps at hand. */
export interface Favourite extends Work {
  /** How long it takes where no entry says so. */
  readonly minutes: number
}

export interface PastWork extends Work {
  /** The length that it had most often of late. */
  readonly minutes: number
  readonly isFavourite: boolean
}

/** Everything that was done before, ready to be searched at each keystroke. */
export interface PastWorkIndex {
  readonly add: (content: EntryContent) => void
  /** Favourites stay without an entry too. */
  readonly setFavourite: (work: Favourite, isFavourite: boolean) => void
  /** Favourites, then the latest. */
  readonly latest: (limit: number) => readonly PastWork[]
  /** Whose words begin with those of `query`: first the notes that begin so, of each the most used of late first. */
  readonly find: (query: string, limit: number) => readonly PastWork[]
  /** That begin with `query`, the most used of late first. */
  readonly findTags: (query: string, limit: number) => readonly string[]
  /** By project id, the most used of late first. */
  readonly projectUses: (limit: number) => readonly (readonly [id: string, weight: number])[]
}

interface Row {
  readonly work: Work
  /** Each word behind a hyphen, those of the note first. */
  readonly slug: string
  weight: number
  /** Days since 1970. */
  lastDay: number
  /** The latest lengths, the newest last. */
  readonly minutes: number[]
  isFavourite: boolean
}

const HALF_LIFE_DAYS = 14
const DAY_MS = 24 * 60 * 60 * 1000
const LENGTHS_KEPT = 5

/** Two entries with the same key are the same work. */
export function workKey({ project, projectId, task, tags, note }: Work): string {
  return JSON.stringify([projectId ?? project, task, tags.toSorted(), note])
}

/** How much an entry of that day still counts: once today, half as much each fortnight before. */
export function weightOf(date: LocalDate, today: LocalDate): number {
  return 2 ** (-Math.max(0, dayNumber(today) - dayNumber(date)) / HALF_LIFE_DAYS)
}

function dayNumber(date: LocalDate): number {
  return Date.parse(date) / DAY_MS
}

/** How much and how lately each project was used. */
export function projectUsesOf(
  entries: readonly Pick<EntryContent, 'projectId' | 'date'>[],
  today: LocalDate,
): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  for (const { projectId, date } of entries)
    if (projectId !== null) addTo(uses, projectId, weightOf(date, today))
  return uses
}

export function createPastWorkIndex(today: LocalDate): PastWorkIndex {
  const rows = new Map<string, Row>()
  const rowsByWord = createWordIndex<Row>()
  const rowsByFirstWord = createWordIndex<Row>()
  const tags = new Map<string, number>()
  const projects = new Map<string, number>()

  const rowFor = (work: Work): Row => {
    const key = workKey(work)
    const known = rows.get(key)
    if (known) return known
    const words = [work.note, work.project ?? '', work.task ?? '', ...work.tags].flatMap(wordsOf)
    const row = newRow(work, words)
    rows.set(key, row)
    rowsByWord.add(words, row)
    rowsByFirstWord.add(words.slice(0, 1), row)
    return row
  }

  return {
    add: (content) => {
      const row = rowFor(content)
      const weight = weightOf(content.date, today)
      row.weight += weight
      const day = dayNumber(content.date)
      if (day >= row.lastDay) {
        row.lastDay = day
        row.minutes.push(content.minutes)
        if (row.minutes.length > LENGTHS_KEPT) row.minutes.shift()
      }
      for (const tag of content.tags) addTo(tags, tag, weight)
      if (content.projectId !== null) addTo(projects, content.projectId, weight)
    },
    setFavourite: (work, isFavourite) => {
      const row = rowFor(work)
      row.isFavourite = isFavourite
      if (row.minutes.length === 0) row.minutes.push(work.minutes)
    },
    latest: (limit) => best(rows.values(), limit, lateness).map(pastWork),
    find: (query, limit) => {
      const wanted = wordsOf(query)
      // The newest first: once there are enough, few of the older ones need a look at their words.
      const beginning = best(
        rowsByFirstWord.rarest(wanted.slice(0, 1)).toReversed(),
        limit,
        usefulness,
        ({ slug }) => slug.startsWith(behindHyphens(wanted)),
      )
      if (beginning.length === limit) return beginning.map(pastWork)
      const anywhere = best(rowsByWord.rarest(wanted).toReversed(), limit, usefulness, ({ slug }) =>
        wanted.every((word) => slug.includes(`-${word}`)),
      )
      return [...new Set([...beginning, ...anywhere])].slice(0, limit).map(pastWork)
    },
    findTags: (query, limit) => {
      const wanted = slugOf(query)
      return best(
        tags,
        limit,
        ([, weight]) => weight,
        ([tag]) => slugOf(tag).startsWith(wanted),
      ).map(([tag]) => tag)
    },
    projectUses: (limit) => best(projects, limit, ([, weight]) => weight),
  }
}

function newRow({ project, projectId, task, tags, note }: Work, words: readonly string[]): Row {
  return {
    work: { project, projectId, task, tags, note },
    slug: behindHyphens(words),
    weight: 0,
    lastDay: 0,
    minutes: [],
    isFavourite: false,
  }
}

function wordsOf(text: string): readonly string[] {
  return slugOf(text).split(/[-/]/).filter(Boolean)
}

function behindHyphens(words: readonly string[]): string {
  return words.map((word) => `-${word}`).join('')
}

function pastWork({ work, minutes, isFavourite }: Row): PastWork {
  return { ...work, minutes: mostFrequent(minutes), isFavourite }
}

/** The newer one where two are as frequent. */
function mostFrequent(newestLast: readonly number[]): number {
  const count = (minutes: number) => newestLast.filter((each) => each === minutes).length
  return newestLast.reduce((best, minutes) => (count(minutes) >= count(best) ? minutes : best), 0)
}

const FAVOURITE_BONUS = 1e7

/** Favourites first, then by day, and of one day the most used. */
function lateness({ lastDay, weight, isFavourite }: Row): number {
  return lastDay + weight / (1 + weight) + (isFavourite ? FAVOURITE_BONUS : 0)
}

function usefulness({ weight, isFavourite }: Row): number {
  return weight + (isFavourite ? FAVOURITE_BONUS : 0)
}

function addTo(weights: Map<string, number>, key: string, weight: number): void {
  weights.set(key, (weights.get(key) ?? 0) + weight)
}

/** The `limit` wanted items of the highest rank, the highest first and each once. */
function best<Item>(
  items: Iterable<Item>,
  limit: number,
  rankOf: (item: Item) => number,
  isWanted: (item: Item) => boolean = () => true,
): readonly Item[] {
  const kept: { readonly item: Item; readonly rank: number }[] = []
  for (const item of items) {
    const rank = rankOf(item)
    if (kept.length === limit && rank <= (kept.at(-1)?.rank ?? 0)) continue
    if (!isWanted(item) || kept.some((other) => other.item === item)) continue
    const at = kept.findIndex((other) => rank > other.rank)
    kept.splice(at === -1 ? kept.length : at, 0, { item, rank })
    if (kept.length > limit) kept.pop()
  }
  return kept.map(({ item }) => item)
}
