import { MAX_COMMENT_LENGTH } from '../domain/entry.ts'
import type { FAILURE_CODES } from '../domain/failure.ts'
import { connectionSchema } from './connection.ts'
import { entryContentSchema } from './entry.ts'
import { AT_WORK, EVERYWHERE, type Page } from './pages.ts'
import type { DecisionView } from './received-approval.ts'
import { REMINDER_COMMANDS } from './reminders.ts'
import type { ApprovalView, EntryView } from './snapshot.ts'
import { type Suggested, workSchema } from './suggested.ts'
import { TIMER_COMMANDS } from './timer.ts'
import { isoWeekSchema } from './week.ts'
import { z } from './zod.ts'

const nothing = () => z.strictObject({})
const done = () => z.undefined()
const entryId = () => z.string().check(z.minLength(1), z.maxLength(100))
/** More at once are no act of a person's; so many ids fit into a message. */
const MAX_BATCH = 400
/** As many as a page shows. */
const MAX_DECISIONS = 5_000
const entryIds = () => z.array(entryId()).check(z.maxLength(MAX_BATCH))
const localDate = () => entryContentSchema().shape.date
const entriesOfDays = () =>
  z.object({
    entries: z.readonly(z.array(z.custom<EntryView>())),
    /** Whether there are more than an answer can carry: the oldest are left out. */
    truncated: z.boolean(),
  })
/** Between two versions of an entry; `version` is the server's that was on screen, 0 when there was none. */
const choice = () => z.strictObject({ id: entryId(), version: z.int() })
/** A page of the web and its site, reduced as `readPageContext` does; of either only a digest is kept. */
const pageName = () => z.string().check(z.minLength(1), z.maxLength(500))
const pageKeys = () => z.strictObject({ page: pageName(), site: pageName() })
export type PageKeys = z.output<ReturnType<typeof pageKeys>>

const week = () => z.strictObject({ week: isoWeekSchema() })

const resolvedValue = () =>
  z.object({ value: z.string(), source: z.enum(['managed', 'user', 'build', 'unset']) })
const connectionReport = () =>
  z.object({
    resolved: z.object({
      issuer: resolvedValue(),
      clientId: resolvedValue(),
      apiUrl: resolvedValue(),
      audience: resolvedValue(),
      resource: resolvedValue(),
      scopes: resolvedValue(),
    }),
    faults: z.array(
      z.object({
        key: z.enum(['issuer', 'clientId', 'apiUrl', 'audience', 'resource', 'scopes']),
        reason: z.enum(['missing', 'not-a-server-url']),
      }),
    ),
    /** To be registered at the authorization server. */
    redirectUrl: z.string(),
  })
export type ConnectionReport = z.output<ReturnType<typeof connectionReport>>

/**
 * What a page can ask of the background worker. The schemas are built when a command comes: the worker wakes for one. `save-connection` alone carries addresses: it changes the settings,
 * and the session ends with those it was opened under.
 */
export const COMMANDS = {
  'sign-in': { from: EVERYWHERE, input: nothing, output: done },
  'sign-out': { from: EVERYWHERE, input: nothing, output: () => z.object({ revoked: z.boolean() }) },
  /** After a sign-out here; `confirmed` is false when the issuer's window was closed. */
  'sign-out-at-issuer': {
    from: EVERYWHERE,
    input: nothing,
    output: () => z.object({ confirmed: z.boolean() }),
  },
  /** Send what waits, fetch what is new. Answers when done; the snapshot tells the outcome. */
  synchronise: { from: EVERYWHERE, input: nothing, output: done },
  /** `id` is made by the page (UUIDv7), so that asking twice stores one entry. */
  'capture-entry': {
    from: AT_WORK,
    input: () =>
      z.strictObject({
        id: z.uuid(),
        content: entryContentSchema(),
        /** Where it was booked from, so that its project is known there. */
        page: z.optional(pageKeys()),
        /** Of entries that are one act of the person's, which is taken back as one. */
        act: z.optional(z.uuid()),
      }),
    output: done,
  },
  /** What was done before: the favourites and the latest, or what fits the words or the tag that is being typed. */
  suggest: {
    from: AT_WORK,
    input: () =>
      z.strictObject({
        kind: z.enum(['latest', 'work', 'tags']),
        query: z.string().check(z.maxLength(200)),
      }),
    output: () => z.custom<Suggested>(),
  },
  'keep-favourite': {
    from: AT_WORK,
    input: () => z.strictObject({ work: workSchema(), isFavourite: z.boolean() }),
    output: done,
  },
  /** The project that was last booked from this page, else from its site. */
  'recall-project': {
    from: AT_WORK,
    input: pageKeys,
    output: () => z.nullable(z.object({ project: z.string(), projectId: z.nullable(z.string()) })),
  },
  'forget-pages': { from: ['options'], input: nothing, output: done },
  'edit-entry': {
    from: AT_WORK,
    input: () =>
      z.strictObject({
        id: entryId(),
        content: entryContentSchema(),
        /** In a conflict: the server's version that stood beside it. */
        seenVersion: z.optional(z.int()),
      }),
    output: done,
  },
  'keep-mine': { from: AT_WORK, input: choice, output: done },
  'take-theirs': { from: AT_WORK, input: choice, output: done },
  /** `newId` is made by the page, as in `capture-entry`. */
  'log-mine-as-new': { from: AT_WORK, input: () => z.extend(choice(), { newId: z.uuid() }), output: done },
  'delete-entry': { from: AT_WORK, input: () => z.strictObject({ id: entryId() }), output: done },
  'submit-week': { from: AT_WORK, input: week, output: done },
  /** Also takes back a submission that has not been sent. */
  'recall-week': { from: AT_WORK, input: week, output: done },
  /** All of these or none, taken back together. `id` is made by the page, as in `capture-entry`. */
  'copy-entries': {
    from: AT_WORK,
    input: () =>
      z.strictObject({
        copies: z
          .array(z.strictObject({ id: z.uuid(), of: entryId(), date: localDate() }))
          .check(z.maxLength(MAX_BATCH)),
      }),
    output: done,
  },
  'move-entries': {
    from: AT_WORK,
    input: () => z.strictObject({ ids: entryIds(), date: localDate() }),
    output: done,
  },
  'delete-entries': { from: AT_WORK, input: () => z.strictObject({ ids: entryIds() }), output: done },
  /** Entries of seven days, as this device knows them; without the network. */
  'read-week': { from: AT_WORK, input: () => z.strictObject({ monday: localDate() }), output: entriesOfDays },
  /** Those of the last day before `date` that has any. */
  'read-last-day': {
    from: AT_WORK,
    input: () => z.strictObject({ date: localDate() }),
    output: entriesOfDays,
  },
  /**
   * All of these or none, taken back together. `operationId` is made by the page: asking twice decides once. Answered when
   * it is stored, before it is published: a list of thousands takes its time to draw, and the way back must not wait for it.
   */
  'decide-approvals': {
    from: AT_WORK,
    input: () =>
      z.strictObject({
        operationId: z.uuid(),
        decision: z.enum(['approved', 'rejected']),
        comment: z.nullable(z.string().check(z.trim(), z.maxLength(MAX_COMMENT_LENGTH))),
        /** Each in the version that was on screen. */
        seen: z
          .array(z.strictObject({ id: entryId(), version: z.int() }))
          .check(z.minLength(1), z.maxLength(MAX_DECISIONS)),
      }),
    /** Epoch milliseconds until which it can be taken back; null for what was decided before. */
    output: () => z.object({ undoUntilMs: z.nullable(z.number()) }),
  },
  /** What waits for a decision beyond the first `skip`, which the snapshot carries. */
  'read-more-approvals': {
    from: AT_WORK,
    input: () => z.strictObject({ skip: z.int().check(z.nonnegative()) }),
    output: () => z.custom<{ readonly approvals: readonly ApprovalView[]; readonly truncated: boolean }>(),
  },
  /** One's own decisions, the latest first, from the server. */
  'read-decisions': {
    from: AT_WORK,
    input: nothing,
    output: () => z.custom<{ readonly decisions: readonly DecisionView[]; readonly truncated: boolean }>(),
  },
  /** Decisions that came to nothing, as the entry does not wait any more: the person has taken note. */
  'forget-refusals': { from: AT_WORK, input: () => z.strictObject({ ids: entryIds() }), output: done },
  ...TIMER_COMMANDS,
  ...REMINDER_COMMANDS,
  undo: {
    from: AT_WORK,
    input: () => z.strictObject({ operationId: z.uuid() }),
    output: () => z.object({ undone: z.boolean() }),
  },
  'dismiss-failure': { from: EVERYWHERE, input: nothing, output: done },
  'dismiss-ended-scopes': { from: AT_WORK, input: nothing, output: done },
  /** Fetches the picture that the signed-in person's profile names; the worker knows where from. */
  'show-picture': { from: ['options'], input: nothing, output: done },
  'remove-picture': { from: ['options'], input: nothing, output: done },
  'read-connection': { from: EVERYWHERE, input: nothing, output: connectionReport },
  'save-connection': { from: ['options'], input: connectionSchema, output: connectionReport },
} as const satisfies Record<
  string,
  { from: readonly Page[]; input: () => z.ZodMiniType; output: () => z.ZodMiniType }
>

export type CommandName = keyof typeof COMMANDS
export type CommandInput<Name extends CommandName> = z.input<ReturnType<(typeof COMMANDS)[Name]['input']>>
export type CommandOutput<Name extends CommandName> = z.output<ReturnType<(typeof COMMANDS)[Name]['output']>>

/** So long are the decisions on all that a page shows, with ids of their usual length. */
export const MAX_MESSAGE_LENGTH = 512 * 1024

export const messageSchema = z.strictObject({
  command: z.string().check(z.maxLength(40)),
  input: z.unknown(),
})

/** The answer to every message. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false
      readonly error: { readonly code: (typeof FAILURE_CODES)[number]; readonly detail: string | null }
    }
