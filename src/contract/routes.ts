import { isLocalDate } from '../domain/local-date.ts'
import type { ApiScope } from '../domain/permissions.ts'
import { ADDRESSES, type Address } from './addresses.ts'
import {
  approvalQuery,
  decisionQuery,
  decisionResultsSchema,
  decisionSchema,
  decisionsSchema,
  wireApprovalSchema,
  wireDecisionSchema,
} from './wire-approval.ts'
import {
  entryChangesSchema,
  newEntrySchema,
  uploadedEntrySchema,
  wireEntrySchema,
  wireProjectSchema,
  wireTombstoneSchema,
} from './wire-entry.ts'
import { wireSubmissionSchema, wireWeekSchema } from './wire-week.ts'
import { z } from './zod.ts'

export const MAX_BODY_BYTES = 64 * 1024
const MAX_UPLOAD_BYTES = 1024 * 1024
/** Each with a comment of full length. */
const MAX_DECISIONS_BYTES = 2 * 1024 * 1024
const MAX_UPLOAD_ENTRIES = 500

const optionalDate = z.optional(z.string().check(z.refine(isLocalDate, 'must be a calendar day, YYYY-MM-DD')))

const MAX_PAGE_ROWS = 1_000
/** How long `updated_since` tells of a deletion. */
export const TOMBSTONE_DAYS = 365

const timesheetQuery = z
  .object({
    from: optionalDate,
    to: optionalDate,
    updated_since: z.optional(
      z.iso.datetime({ offset: true }).check(
        z.meta({
          description: `Only what has changed later, deletions of the last ${TOMBSTONE_DAYS} days as tombstones. 410 where older ones would be needed: begin anew without it.`,
        }),
      ),
    ),
    limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_PAGE_ROWS))),
    /** Of a `next` link. */
    cursor: z.optional(z.string().check(z.maxLength(100))),
  })
  .check(
    z.refine(({ from, to, updated_since }) => updated_since === undefined || (from ?? to) === undefined, {
      message: 'does not go with from or to: what moved to another day would be missed',
      path: ['updated_since'],
    }),
  )

/** One table for the server's router and the OpenAPI document; the client's methods follow its addresses. */
export const ROUTES = {
  listTimesheets: {
    ...ADDRESSES.listTimesheets,
    scope: 'read:timesheets',
    summary: "The caller's entries, oldest change first: all, between two days, or what changed since a time",
    query: timesheetQuery,
    body: null,
    answers: { 200: z.array(z.union([wireEntrySchema, wireTombstoneSchema])) },
    answerHeaders: {
      Link: 'rel="next": the next page (RFC 8288), where `limit` left something out',
      'Updated-Until':
        'On the last page, unless `from` or `to` was given: the `updated_since` that continues from here and misses nothing',
    },
  },
  createTimesheet: {
    ...ADDRESSES.createTimesheet,
    scope: 'create:timesheets',
    summary: 'Store an entry of the caller; the same id and content again answers 200',
    query: null,
    body: newEntrySchema,
    idempotent: true,
    answers: { 201: wireEntrySchema, 200: wireEntrySchema },
  },
  changeTimesheet: {
    ...ADDRESSES.changeTimesheet,
    scope: 'create:timesheets',
    summary: 'Change an entry of the caller; If-Match names the version it was read in',
    query: null,
    body: entryChangesSchema,
    ifMatch: true,
    answers: { 200: wireEntrySchema },
  },
  deleteTimesheet: {
    ...ADDRESSES.deleteTimesheet,
    scope: 'delete:timesheets',
    summary: 'Delete an entry of the caller; If-Match names the version it was read in',
    query: null,
    body: null,
    ifMatch: true,
    answers: { 204: null },
  },
  uploadTimesheets: {
    ...ADDRESSES.uploadTimesheets,
    scope: 'batch:upload',
    summary: 'Store entries for the users they name (machine clients)',
    query: null,
    body: z.union([
      uploadedEntrySchema,
      z.array(uploadedEntrySchema).check(z.minLength(1), z.maxLength(MAX_UPLOAD_ENTRIES)),
    ]),
    maxBodyBytes: MAX_UPLOAD_BYTES,
    idempotent: true,
    answers: { 201: z.union([wireEntrySchema, z.array(wireEntrySchema)]) },
  },
  listProjects: {
    ...ADDRESSES.listProjects,
    scope: 'read:timesheets',
    summary: 'Projects with their clients and tasks',
    query: null,
    body: null,
    answers: { 200: z.array(wireProjectSchema) },
  },
  readWeek: {
    ...ADDRESSES.readWeek,
    scope: 'read:timesheets',
    summary: "Where the caller's week stands: status, target, totals",
    query: null,
    body: null,
    answers: { 200: wireWeekSchema },
  },
  submitWeek: {
    ...ADDRESSES.submitWeek,
    scope: 'create:timesheets',
    summary: "Submit the drafts of the caller's week for approval; again: those that are there since",
    query: null,
    body: null,
    answers: { 200: wireSubmissionSchema },
  },
  recallWeek: {
    ...ADDRESSES.recallWeek,
    scope: 'create:timesheets',
    summary: "Make the submitted entries of the caller's week drafts again, while nothing of it was reviewed",
    query: null,
    body: null,
    answers: { 200: wireSubmissionSchema },
  },
  listApprovals: {
    ...ADDRESSES.listApprovals,
    scope: 'approve:timesheets',
    summary:
      "Other people's entries that wait for approval, oldest day first, with what speaks for a look at each",
    query: approvalQuery,
    body: null,
    answers: { 200: z.array(wireApprovalSchema) },
    answerHeaders: { Link: 'rel="next": the next page (RFC 8288), where `limit` left something out' },
  },
  decideApproval: {
    ...ADDRESSES.decideApproval,
    scope: 'approve:timesheets',
    summary: 'Approve (an empty body) or reject with a comment',
    query: null,
    body: decisionSchema,
    bodyOptional: true,
    answers: { 200: wireEntrySchema },
  },
  decideApprovals: {
    ...ADDRESSES.decideApprovals,
    scope: 'approve:timesheets',
    summary: 'Decide on up to 500 entries, each on its own: one that fails does not stop the others',
    query: null,
    body: decisionsSchema,
    maxBodyBytes: MAX_DECISIONS_BYTES,
    idempotent: true,
    answers: { 200: decisionResultsSchema },
  },
  listDecisions: {
    ...ADDRESSES.listDecisions,
    scope: 'approve:timesheets',
    summary: "The caller's own decisions, the latest first",
    query: decisionQuery,
    body: null,
    answers: { 200: z.array(wireDecisionSchema) },
    answerHeaders: { Link: 'rel="next": the next page (RFC 8288), where `limit` left something out' },
  },
} as const satisfies Record<keyof typeof ADDRESSES, Route>

export interface Route extends Address {
  readonly scope: ApiScope
  readonly summary: string
  readonly query: z.ZodMiniType | null
  readonly body: z.ZodMiniType | null
  /** No body at all means `{}`. */
  readonly bodyOptional?: true
  /** Where it may be longer than usual. */
  readonly maxBodyBytes?: number
  /** The change must name, in If-Match, the version that it was made from. */
  readonly ifMatch?: true
  /** `Idempotency-Key` is honoured. */
  readonly idempotent?: true
  readonly answers: Readonly<Record<number, z.ZodMiniType | null>>
  /** Of a success, with what they say. */
  readonly answerHeaders?: Readonly<Record<string, string>>
}
