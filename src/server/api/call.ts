import type { RouteName } from '../../contract/addresses.ts'
import type { ROUTES } from '../../contract/routes.ts'
import type { z } from '../../contract/zod.ts'
import type { IsoWeek } from '../../domain/iso-week.ts'
import type { WeekTargets } from '../../domain/week-check.ts'
import type { Database, Queries } from '../store/database.ts'
import type { Caller } from './access-token.ts'
import type { ApprovalRules } from './flags.ts'

type Table = typeof ROUTES
type OutputOf<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : null

/** A request that has passed every check that needs no database. */
export interface Call<Name extends RouteName = RouteName> {
  readonly database: Database
  readonly caller: Caller
  readonly now: Date
  readonly newId: () => string
  readonly targets: WeekTargets
  readonly approvalRules: ApprovalRules
  /** The `{id}` of the path, a UUID; empty where the path has none. */
  readonly id: string
  /** The `{week}` of the path; empty where the path has none. */
  readonly week: IsoWeek
  readonly body: OutputOf<Table[Name]['body']>
  readonly query: OutputOf<Table[Name]['query']>
  /** Null where the route needs none. */
  readonly ifMatch: VersionMatch | null
  readonly idempotencyKey: string | null
}

export type VersionMatch = (version: number) => boolean

export interface Answer<Name extends RouteName = RouteName> {
  readonly status: keyof Table[Name]['answers']
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Handler<Name extends RouteName> = (call: Call<Name>) => Promise<Answer<Name>>
/** One per route: a route without handler is an error of types. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> }

/** What a rule needs to write: the transaction, the clock and fresh ids. */
export interface Writing {
  readonly queries: Queries
  readonly now: Date
  readonly newId: () => string
}
