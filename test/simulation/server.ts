import { asc } from 'drizzle-orm'
import { createApi } from '../../src/server/api/api.ts'
import type { Database } from '../../src/server/store/database.ts'
import { insertProjects } from '../../src/server/store/projects.ts'
import { type EntryRow, entries, reviews } from '../../src/server/store/schema.ts'
import { API_URL, ISSUER, keys } from './people.ts'
import { emptyTables, openQuickDatabase } from './server-database.ts'

export const PROJECT = { id: 'acme-website', name: 'Website' }

export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The real API over the real database. A restart forgets all that it does not store. */
export interface Server {
  answer(request: WireRequest): Promise<WireAnswer>
  /** Does all of the work but the commit, as a server that is killed. */
  answerWithoutCommit(request: WireRequest): Promise<WireAnswer>
  restart(): void
  rows(): Promise<readonly EntryRow[]>
  /** The audit record, in the order of each entry's versions. */
  reviews(): Promise<readonly Review[]>
}

export type Review = typeof reviews.$inferSelect

/** One for all runs of a process: to open it takes seconds. Each run begins with empty tables. */
export async function openServerDatabase(): Promise<Database> {
  const database = await openQuickDatabase()
  await database.transact((queries) =>
    insertProjects(queries, [{ ...PROJECT, client: 'Acme', tasks: [], archived: false }]),
  )
  return database
}

export async function createServer(database: Database, nowMs: () => number): Promise<Server> {
  await emptyTables(database)
  const errors: unknown[] = []
  const start = (over: Database) =>
    createApi({
      database: over,
      issuer: ISSUER,
      audience: API_URL,
      publicUrl: API_URL,
      keys,
      allowedOrigins: [],
      now: () => new Date(nowMs()),
      logError: (error) => errors.push(error),
    })
  let api = start(database)
  const doomed = start(withoutCommit(database))
  const call = async (to: typeof api, { path, body, ...init }: WireRequest): Promise<WireAnswer> => {
    const response = await to.request(path, { ...init, ...(body !== null && { body }) })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
  }
  return {
    answer: async (request) => {
      const answer = await call(api, request)
      if (errors.length > 0) throw new AggregateError(errors, 'the API failed by itself')
      return answer
    },
    answerWithoutCommit: async (request) => {
      const answer = await call(doomed, request)
      errors.length = 0
      return answer
    },
    restart: () => {
      api = start(database)
    },
    rows: () => database.queries.select().from(entries).orderBy(asc(entries.id)),
    reviews: () =>
      database.queries.select().from(reviews).orderBy(asc(reviews.entryId), asc(reviews.versionSeen)),
  }
}

function withoutCommit(database: Database): Database {
  return {
    ...database,
    transact: (work) =>
      database.transact(async (queries) => {
        await work(queries)
        throw new Error('killed before the commit')
      }),
  }
}
