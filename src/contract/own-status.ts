import { ENTRY_STATUSES } from '../domain/entry.ts'
import { z } from './zod.ts'

/** Clients may send back what they have read: of all that it can say, an owner's word counts for `draft` alone. */
export const ownStatus = z.optional(
  z.enum(ENTRY_STATUSES).check(
    z.meta({
      description:
        '`draft`: not for approval before its week is submitted. Anything else, or nothing: at once. In a change it is heard where the entry was rejected.',
    }),
  ),
)
