import type { Flag } from '../domain/approval-flags.ts'
import { type ReceivedEntry, receivedEntry } from './entry.ts'
import { listOf } from './list.ts'
import { receivedProblem } from './problem.ts'
import { lazily, z } from './zod.ts'

/** A waiting entry as a server sends it; one of the base profile says nothing beyond the entry. */
export interface ReceivedApproval extends ReceivedEntry {
  /** Null where the server does not look for any. */
  readonly flags: readonly Flag[] | null
  readonly weekTargetMinutes: number | null
}

const count = () => z.int().check(z.minimum(0))

const receivedFlag = () =>
  z.union([
    z.object({ kind: z.enum(['over-day', 'over-week']), minutes: count(), limit_minutes: count() }),
    z.object({ kind: z.enum(['weekend', 'holiday', 'future', 'missing-note']) }),
    z.object({ kind: z.literal('overlap'), minutes: count() }),
    z.object({ kind: z.literal('very-old'), days: count() }),
    z.object({ kind: z.literal('changed'), submitted_version: z.int() }),
    z.object({ kind: z.literal('unusual'), minutes: count(), usual_minutes: count() }),
  ])

/** More than there are kinds say nothing new. */
const MAX_FLAGS = 20

const receivedMore = lazily(() =>
  z.object({
    flags: z.optional(z.array(z.unknown()).check(z.maxLength(MAX_FLAGS))),
    week_target_minutes: z.optional(z.nullable(count())),
  }),
)
const flagSchema = lazily(receivedFlag)

/** What goes beyond the entry, and cannot be read, is as if it were not there: the entry itself counts. */
function withMore(row: unknown, entry: ReceivedEntry): ReceivedApproval {
  const more = receivedMore().safeParse(row)
  if (!more.success) return { ...entry, flags: null, weekTargetMinutes: null }
  const flags = more.data.flags?.flatMap((flag) => {
    const known = flagSchema().safeParse(flag)
    return known.success ? [flagOf(known.data)] : []
  })
  return { ...entry, flags: flags ?? null, weekTargetMinutes: more.data.week_target_minutes ?? null }
}

function flagOf(wire: z.output<ReturnType<typeof receivedFlag>>): Flag {
  switch (wire.kind) {
    case 'over-day':
    case 'over-week':
      return { kind: wire.kind, minutes: wire.minutes, limitMinutes: wire.limit_minutes }
    case 'changed':
      return { kind: wire.kind, submittedVersion: wire.submitted_version }
    case 'unusual':
      return { kind: wire.kind, minutes: wire.minutes, usualMinutes: wire.usual_minutes }
    default:
      return wire
  }
}

/** A list of waiting entries. */
export const receivedApprovals = lazily(() =>
  listOf(
    z.pipe(
      z.unknown(),
      z.transform((row, context): ReceivedApproval => {
        const entry = receivedEntry().safeParse(row)
        if (entry.success) return withMore(row, entry.data)
        context.issues.push({ code: 'custom', message: 'is no entry', input: row })
        return z.NEVER
      }),
    ),
  ),
)

/** What came of each decision of a batch. */
export interface ReceivedDecision {
  readonly id: string
  readonly status: number
  /** Null of a success. */
  readonly problem: z.output<ReturnType<typeof receivedProblem>> | null
}

export const receivedDecisions = lazily(() =>
  listOf(
    z.pipe(
      z.object({
        id: z.string().check(z.maxLength(100)),
        status: z.int(),
        problem: z.optional(receivedProblem()),
      }),
      z.transform(({ problem = null, ...result }): ReceivedDecision => ({ ...result, problem })),
    ),
  ),
)

/** A decision that somebody has made, with the entry as it is now. */
export interface DecisionView {
  readonly id: string
  readonly person: string
  readonly date: string
  readonly minutes: number
  readonly project: string | null
  readonly note: string
  readonly decision: 'approved' | 'rejected'
  readonly comment: string | null
  /** RFC 3339. */
  readonly at: string
}

const shortText = () => z.string().check(z.maxLength(5_000))

/** The list of somebody's own decisions. */
export const receivedHistory = lazily(() =>
  listOf(
    z.pipe(
      z.object({
        id: shortText(),
        user_id: shortText(),
        user_name: z.nullable(shortText()),
        date: shortText(),
        minutes: z.int(),
        project: z.nullable(shortText()),
        note: shortText(),
        decision: z.enum(['approved', 'rejected']),
        comment: z.nullable(shortText()),
        at: z.iso.datetime({ offset: true }),
      }),
      z.transform(
        ({ user_id, user_name, ...wire }): DecisionView => ({ ...wire, person: user_name ?? user_id }),
      ),
    ),
  ),
)
