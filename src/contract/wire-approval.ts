import { MAX_COMMENT_LENGTH } from '../domain/entry.ts'
import { isIsoWeek } from '../domain/iso-week.ts'
import { text } from './entry-members.ts'
import { problemSchema } from './problem.ts'
import { wireEntrySchema } from './wire-entry.ts'
import { z } from './zod.ts'

const MAX_PAGE_ROWS = 1_000
export const MAX_DECISIONS = 500

export const approvalQuery = z.object({
  status: z.optional(z.enum(['submitted', 'approved', 'rejected'])),
  user: z.optional(text().check(z.minLength(1), z.maxLength(255))),
  week: z.optional(z.string().check(z.refine(isIsoWeek, 'must be a week, YYYY-Www'))),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_PAGE_ROWS))),
  /** Of a `next` link. */
  cursor: z.optional(z.string().check(z.maxLength(100))),
})

export const decisionQuery = z.pick(approvalQuery, { limit: true, cursor: true })

const minutes = z.int()
const wireFlag = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['over-day', 'over-week']), minutes, limit_minutes: minutes }),
  z.object({ kind: z.enum(['weekend', 'holiday', 'future', 'missing-note']) }),
  z.object({ kind: z.literal('overlap'), minutes }),
  z.object({ kind: z.literal('very-old'), days: z.int() }),
  z.object({ kind: z.literal('changed'), submitted_version: z.int() }),
  z.object({ kind: z.literal('unusual'), minutes, usual_minutes: minutes }),
])
export type WireFlag = z.output<typeof wireFlag>

/** A waiting entry as an approver sees it. */
export const wireApprovalSchema = z.extend(wireEntrySchema, {
  user_name: z.nullable(z.string()),
  /** Why it needs a look first; of what is decided already, none. */
  flags: z.array(wireFlag),
  /** What a full week of its owner holds. */
  week_target_minutes: minutes,
})
export type WireApproval = z.output<typeof wireApprovalSchema>

const decision = z.enum(['approved', 'rejected'])
const comment = z.optional(z.nullable(text().check(z.trim(), z.maxLength(MAX_COMMENT_LENGTH))))
const version = z.int().check(z.minimum(1))
interface Decision {
  readonly decision: 'approved' | 'rejected'
  readonly comment?: string | null | undefined
}
const commentedRejection = z.refine<Decision>(
  (body) => body.decision === 'approved' || Boolean(body.comment),
  {
    message: 'a rejection needs a comment',
    path: ['comment'],
  },
)

export const decisionSchema = z
  .object({ decision: z._default(decision, 'approved'), comment, version: z.optional(version) })
  .check(commentedRejection)

/** Of several, each names the version that its approver has seen. */
export const decisionsSchema = z
  .array(z.object({ id: z.uuid(), decision, comment, version }).check(commentedRejection))
  .check(
    z.minLength(1),
    z.maxLength(MAX_DECISIONS),
    z.refine((items) => new Set(items.map(({ id }) => id.toLowerCase())).size === items.length, {
      message: 'must not name the same entry twice',
    }),
  )
export type DecisionsBody = z.output<typeof decisionsSchema>

/** What came of each, in the order of the body: as the route of a single decision would have answered. */
export const decisionResultsSchema = z.array(
  z.object({
    id: z.string(),
    status: z.int(),
    entry: z.optional(wireEntrySchema),
    problem: z.optional(problemSchema()),
  }),
)
export type DecisionResult = z.output<typeof decisionResultsSchema>[number]

/** An audit record: who decided what, when, and in which version. */
export const wireDecisionSchema = z.object({
  id: z.string(),
  entry_id: z.string(),
  user_id: z.string(),
  user_name: z.nullable(z.string()),
  /** Of the entry as it is now. */
  date: z.string(),
  minutes,
  project: z.nullable(z.string()),
  note: z.string(),
  decision,
  comment: z.nullable(z.string()),
  at: z.string(),
  version_seen: z.int(),
})
export type WireDecision = z.output<typeof wireDecisionSchema>
