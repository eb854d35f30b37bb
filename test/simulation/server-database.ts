import { fileURLToPath } from 'node:url'
import { PGlite, parse, protocol } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { Database } from '../../src/server/store/database.ts'

const MIGRATIONS = fileURLToPath(new URL('../../src/server/store/migrations', import.meta.url))

/** The real schema in the real PostgreSQL, in memory. One for all runs of a process: to open it takes seconds. */
export async function openQuickDatabase(): Promise<Database> {
  const postgres = await PGlite.create()
  await migrate(drizzle({ client: postgres }), { migrationsFolder: MIGRATIONS })
  // Nothing outlives the process: what makes a commit durable would be paid for nothing.
  await postgres.exec('set synchronous_commit = off')
  const queries = drizzle({ client: asClient(postgres) })
  return {
    queries,
    transact: (work) => queries.transaction(work),
    close: () => postgres.close(),
  }
}

const TABLES = ['submissions', 'reviews', 'entries', 'days', 'change_clocks', 'idempotency_keys', 'people']
const TRUNCATE = sql.raw(`truncate ${TABLES.join(', ')}`)
/** At a tenth of the cost, though it leaves dead rows behind. */
const DELETE = sql.raw(
  `with ${TABLES.map((table) => `of_${table} as (delete from ${table})`).join(', ')} select 1`,
)
const RUNS_BETWEEN_TRUNCATIONS = 200
let runs = 0

export async function emptyTables({ queries }: Database): Promise<void> {
  await queries.execute(runs % RUNS_BETWEEN_TRUNCATIONS === 0 ? TRUNCATE : DELETE)
  runs += 1
}

type Client = Pick<PGlite, 'query' | 'transaction'>
type Messages = Awaited<ReturnType<PGlite['execProtocol']>>['messages']

interface Statement {
  readonly name: string
  readonly described: Messages
  readonly parameterTypes: readonly number[]
}

/**
 * PGlite as drizzle calls it, at a fraction of the cost: a statement is planned once, and then takes one trip into
 * PostgreSQL rather than the six of `PGlite.query`. Calls come one after the other here, as PGlite would queue them.
 */
function asClient(postgres: PGlite): PGlite {
  const statements = new Map<string, Statement>()
  let parsers: PGlite['parsers'] | null = null
  const send = async (...parts: readonly Uint8Array[]) =>
    (await postgres.execProtocol(Buffer.concat(parts), { syncToFs: false })).messages
  const { parse: prepare, describe, bind, execute, sync } = protocol.serialize

  const statementOf = async (text: string): Promise<Statement> => {
    const known = statements.get(text)
    if (known) return known
    const name = `s${statements.size}`
    const described = await send(prepare({ name, text }), describe({ type: 'S', name }), sync())
    const parameterTypes = parse.parseDescribeStatementResults(described)
    const statement = { name, described, parameterTypes }
    statements.set(text, statement)
    return statement
  }
  const query: Client['query'] = async <Row>(
    text: string,
    values: unknown[] = [],
    options?: Parameters<Client['query']>[2],
  ) => {
    const { name, described, parameterTypes } = await statementOf(text)
    const serialized = values.map((value, index) => {
      if (value === null || value === undefined) return null
      return postgres.serializers[parameterTypes[index] ?? 0]?.(value) ?? String(value)
    })
    const answer = await send(bind({ statement: name, values: serialized }), execute({}), sync())
    // Drizzle brings the same ones with each call; to merge them each time costs more than to use them.
    parsers ??= { ...postgres.parsers, ...options?.parsers }
    const rows = options?.rowMode ? { rowMode: options.rowMode } : {}
    const [results] = parse.parseResults([...described, ...answer], parsers, rows)
    return results as Awaited<ReturnType<typeof postgres.query<Row>>>
  }
  const transaction: Client['transaction'] = async (work) => {
    await query('begin')
    try {
      const value = await work({ query } as Parameters<typeof work>[0])
      await query('commit')
      return value
    } catch (error) {
      await query('rollback')
      throw error
    }
  }
  return { query, transaction } as unknown as PGlite
}
