import { mkdir } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { lockFolder } from './folder-lock.ts'

/** What queries are written against: PGlite and a PostgreSQL server alike, in or outside a transaction. */
export type Queries = PgDatabase<PgQueryResultHKT>

export interface Database {
  /** For reading. */
  readonly queries: Queries
  /** Runs `work` in one transaction, and anew where the database asks for that (deadlock, serialization). */
  transact<Value>(work: (queries: Queries) => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Address of a PostgreSQL server (`postgres://…`). */
  readonly url?: string | undefined
  /** Folder of the embedded PostgreSQL. Without it and without `url`, everything stays in memory. */
  readonly folder?: string | undefined
}

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) }

/** Opens the database and brings its schema up to date. */
export function openDatabase({ url, folder }: DatabaseOptions = {}): Promise<Database> {
  return url === undefined ? openEmbedded(folder) : openServer(url)
}

async function openEmbedded(folder: string | undefined): Promise<Database> {
  if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 })
  const unlock = folder === undefined ? null : await lockFolder(folder)
  try {
    const client = await PGlite.create(folder)
    const queries = drizzlePglite({ client })
    await migratePglite(queries, MIGRATIONS)
    return databaseOf(queries, async () => {
      await client.close()
      await unlock?.()
    })
  } catch (error) {
    await unlock?.()
    throw error
  }
}

async function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url })
  // An idle connection that breaks is replaced by the pool; unheard, the event would end the process.
  let closing = false
  pool.on('error', (error) => {
    if (!closing) console.error('database connection lost:', error.message)
  })
  try {
    const queries = drizzlePg({ client: pool })
    await migratePg(queries, MIGRATIONS)
    return databaseOf(queries, () => {
      closing = true
      return pool.end()
    })
  } catch (error) {
    await pool.end()
    throw error
  }
}

function databaseOf(queries: Queries, close: () => Promise<void>): Database {
  return {
    queries,
    close,
    transact: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await queries.transaction(work)
        } catch (error) {
          if (attempt === MAX_ATTEMPTS || !isTransient(error)) throw error
          // Unequal pauses, or the same two would meet again.
          await setTimeout(Math.random() * PAUSE_MS * attempt)
        }
      }
    },
  }
}

const MAX_ATTEMPTS = 5
const PAUSE_MS = 50
/** SQLSTATE serialization_failure and deadlock_detected: nothing was written and trying again is right. */
const TRANSIENT_STATES: readonly unknown[] = ['40001', '40P01']

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as Error & { code?: unknown }
  return TRANSIENT_STATES.includes(code) || isTransient(error.cause)
}
