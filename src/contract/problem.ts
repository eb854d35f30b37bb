import { lazily, z } from './zod.ts'

/** The API's stable error codes (RFC 9457 `code` member). */
const PROBLEM_CODES = [
  'invalid-token',
  'insufficient-scope',
  'not-found',
  'method-not-allowed',
  'invalid-json',
  'invalid-body',
  'invalid-query',
  'updates-expired',
  'day-full',
  'entry-locked',
  'version-conflict',
  'version-required',
  'id-taken',
  'own-entry',
  'already-decided',
  'not-submitted',
  'week-empty',
  'week-reviewed',
  'idempotency-key-reused',
  'too-large',
  'unsupported-media-type',
  'too-many-requests',
  'internal-error',
  'unavailable',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** One fault of an invalid input: where (`/minutes`, a JSON pointer) and why. */
const faultSchema = () => z.object({ path: z.string(), reason: z.string() })
export type Fault = z.output<ReturnType<typeof faultSchema>>

export const problemSchema = () =>
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES),
    detail: z.optional(z.string()),
    faults: z.optional(z.array(faultSchema())),
    /** The entry as it is now, on a conflict. */
    current: z.optional(z.unknown()),
    /** Who decided and when, where a decision came too late. */
    decided: z.optional(z.object({ by: z.string(), at: z.string() })),
  })
export type Problem = z.output<ReturnType<typeof problemSchema>>

/** A problem of any server; unknown members and codes are tolerated. */
export const receivedProblem = lazily(() =>
  z.object({
    code: z.optional(z.string().check(z.maxLength(100))),
    detail: z.optional(z.string()),
    faults: z.optional(z.array(faultSchema())),
    current: z.optional(z.unknown()),
    decided: z.optional(z.object({ by: z.string(), at: z.string() })),
  }),
)
