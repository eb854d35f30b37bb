import type { CommandInput, CommandOutput } from '../contract/commands.ts'
import type { EntryContent } from '../domain/entry.ts'
import type { LocalDate } from '../domain/local-date.ts'
import { createPastWorkIndex, type Favourite, type PastWorkIndex, workKey } from '../domain/past-work.ts'
import { type Database, type Favourites, type LocalEntry, readSingleton } from './store/database.ts'

export interface PastWorkSearchDeps {
  readonly database: Database
  readonly today: () => LocalDate
}

export type PastWorkSearch = ReturnType<typeof createPastWorkSearch>

const MOST_ROWS = 8
const MOST_USES = 200
const MOST_FAVOURITES = 50
/** Read at a time, so that what else the worker is asked for is not kept waiting. */
const ROWS_AT_ONCE = 2_000

interface Held {
  readonly account: string
  readonly day: LocalDate
  readonly index: PastWorkIndex
  /** Entries read so far, and the greatest id among them. */
  readonly count: number
  readonly lastId: string
}

/**
 * Answers what was done before, out of an index in memory: it is built at the first question after the worker has
 * started. New entries join it when somebody asks with an empty line, what was edited at once; its old words find it
 * too until the worker starts again.
 */
export function createPastWorkSearch({ database, today }: PastWorkSearchDeps) {
  let held: Promise<Held> | null = null

  const refresh = async (account: string): Promise<Held> => {
    const before = await held?.catch(() => null)
    const isSame = before?.account === account && before.day === today()
    const count = await database.countFromIndex('entries', 'account', account)
    if (isSame && before.count === count) return before
    if (isSame && before.count < count) {
      // Ids are made in order of time, so what is new stands at the end.
      const grown = await readOn(before)
      if (grown.count === count) return grown
    }
    return await build(account)
  }

  const build = async (account: string): Promise<Held> => {
    const index = createPastWorkIndex(today())
    const built = await readOn({ account, day: today(), index, count: 0, lastId: '' })
    for (const favourite of await favouritesOf(account)) index.setFavourite(favourite, true)
    return built
  }

  const readOn = async (from: Held): Promise<Held> => {
    let { count, lastId } = from
    for (;;) {
      const rows = await readRows(database, from.account, lastId)
      for (const { entry, deleted } of rows) if (!deleted) from.index.add(entry)
      count += rows.length
      lastId = rows.at(-1)?.id ?? lastId
      if (rows.length < ROWS_AT_ONCE) return { ...from, count, lastId }
    }
  }

  const favouritesOf = async (account: string) =>
    (await readSingleton(database, 'favourites'))?.[account] ?? []

  const indexFor = async (account: string, isOpening: boolean): Promise<PastWorkIndex> => {
    const known = await held?.catch(() => null)
    if (isOpening || known?.account !== account) held = refresh(account)
    const { index } = await (held ?? refresh(account))
    return index
  }

  return {
    async suggest(
      account: string,
      { kind, query }: CommandInput<'suggest'>,
    ): Promise<CommandOutput<'suggest'>> {
      const index = await indexFor(account, kind === 'latest')
      switch (kind) {
        case 'latest':
          return { ...NOTHING, work: index.latest(MOST_ROWS), uses: index.projectUses(MOST_USES) }
        case 'work':
          return { ...NOTHING, work: index.find(query, MOST_ROWS) }
        case 'tags':
          return { ...NOTHING, tags: index.findTags(query, MOST_ROWS) }
        default:
          return kind satisfies never
      }
    },

    /** An entry has this content from now on. */
    async noteEdit(account: string, content: EntryContent): Promise<void> {
      const known = await held?.catch(() => null)
      if (known?.account === account) known.index.add(content)
    },

    /** Durable when it resolves. Where there are too many the oldest goes. */
    async keepFavourite(
      account: string,
      { work, isFavourite }: { readonly work: Favourite; readonly isFavourite: boolean },
    ): Promise<void> {
      const { store, done } = database.transaction('singletons', 'readwrite')
      const all = ((await store.get('favourites')) ?? {}) as Favourites
      const others = (all[account] ?? []).filter((favourite) => workKey(favourite) !== workKey(work))
      const kept = isFavourite ? [...others, work].slice(-MOST_FAVOURITES) : others
      await store.put({ ...all, [account]: kept }, 'favourites')
      await done
      const known = await held?.catch(() => null)
      if (known?.account === account) known.index.setFavourite(work, isFavourite)
    },
  }
}

const NOTHING: CommandOutput<'suggest'> = { work: [], tags: [], uses: [] }

async function readRows(database: Database, account: string, afterId: string): Promise<LocalEntry[]> {
  // An array is greater than any text (Indexed Database API, section 2.4).
  const range = IDBKeyRange.bound([account, afterId], [account, []], true)
  return await database.getAll('entries', range, ROWS_AT_ONCE)
}
