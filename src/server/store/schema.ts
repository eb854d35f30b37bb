import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { EntryStatus } from '../../domain/entry.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const entries = pgTable(
  'entries',
  {
    id: uuid('id').primaryKey(),
    userId: text('user_id').notNull(),
    /** The local calendar day, free of any time zone. */
    date: date('date', { mode: 'string' }).notNull(),
    start: text('start'),
    minutes: integer('minutes').notNull(),
    project: text('project'),
    projectId: text('project_id'),
    task: text('task'),
    tags: jsonb('tags').$type<readonly string[]>().notNull(),
    note: text('note').notNull(),
    billable: boolean('billable').notNull(),
    status: text('status').$type<EntryStatus>().notNull(),
    reviewBy: text('review_by'),
    reviewAt: instant('review_at'),
    reviewComment: text('review_comment'),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    /** By the owner's change clock: later than that of every change of theirs before. */
    updatedAt: instant('updated_at').notNull(),
    submittedAt: instant('submitted_at'),
    /** Of what was submitted; null of a draft, and where it was submitted before this was noted. */
    submittedVersion: integer('submitted_version'),
    /** Set on a tombstone: a deleted entry keeps its id taken. */
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    index('entries_by_user_and_day').on(table.userId, table.date),
    index('entries_by_user_and_change').on(table.userId, table.updatedAt, table.id),
    index('entries_waiting')
      .on(table.date, table.createdAt)
      .where(sql`status = 'submitted' and deleted_at is null`),
    check('entries_minutes', sql`${table.minutes} between 1 and 1440`),
    check('entries_status', sql`${table.status} in ('draft', 'submitted', 'approved', 'rejected')`),
  ],
)

/** One row per person and day, locked while that day's total is checked and changed. */
export const days = pgTable(
  'days',
  { userId: text('user_id').notNull(), date: date('date', { mode: 'string' }).notNull() },
  (table) => [primaryKey({ columns: [table.userId, table.date] })],
)

/** When each person's entries changed last; one row per person, locked by every change until it is committed. */
export const changeClocks = pgTable('change_clocks', {
  userId: text('user_id').primaryKey(),
  at: instant('at').notNull(),
})

export const projects = pgTable('projects', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  client: text('client'),
  tasks: jsonb('tasks').$type<readonly string[]>().notNull(),
  archived: boolean('archived').notNull().default(false),
  /** Whether approvers are told of entries on it that say nothing. */
  wantsNote: boolean('wants_note').notNull().default(false),
})

/** Names as the authorization server last told them. */
export const people = pgTable('people', {
  userId: text('user_id').primaryKey(),
  name: text('name').notNull(),
})

/** The audit record: one row per decision, never changed. */
/** Of an entry, what its approver is shown of a decision later. */
export type Seen = Pick<typeof entries.$inferSelect, 'date' | 'minutes' | 'project' | 'note'>

export const reviews = pgTable(
  'reviews',
  {
    id: uuid('id').primaryKey(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entries.id),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    decision: text('decision').$type<'approved' | 'rejected'>().notNull(),
    comment: text('comment'),
    versionSeen: integer('version_seen').notNull(),
    /** What was decided on; null in what was recorded before this column. */
    seen: jsonb('seen').$type<Seen>(),
  },
  (table) => [
    index('reviews_by_entry').on(table.entryId),
    index('reviews_by_approver').on(table.by, table.at, table.id),
  ],
)

/** The audit record: one row per submission or recall that changed something, never changed. */
export const submissions = pgTable(
  'submissions',
  {
    id: uuid('id').primaryKey(),
    userId: text('user_id').notNull(),
    /** `2026-W48` */
    week: text('week').notNull(),
    act: text('act').$type<'submitted' | 'recalled'>().notNull(),
    /** Whoever did it: the owner. */
    by: text('by').notNull(),
    at: instant('at').notNull(),
    /** What it was about, as it was before. */
    entries: jsonb('entries').$type<readonly { readonly id: string; readonly version: number }[]>().notNull(),
  },
  (table) => [index('submissions_by_user_and_week').on(table.userId, table.week)],
)

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: text('user_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    /** Null only inside the transaction that answers the first request. */
    status: integer('status'),
    answer: jsonb('answer').$type<unknown>(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.key] })],
)

export type EntryRow = typeof entries.$inferSelect
