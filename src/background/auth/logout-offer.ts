import { z } from '../../contract/zod.ts'
import type { Issuer } from './logout.ts'

const offerSchema = () => z.object({ issuer: z.string(), clientId: z.string(), untilMs: z.number() })
export type LogoutOffer = z.output<ReturnType<typeof offerSchema>>

/** How long after a sign-out here the one at the company is offered. */
const OFFERED_FOR_MS = 10 * 60 * 1000

export interface LogoutOfferDeps {
  readonly now: () => number
  readonly read: () => Promise<unknown>
  readonly write: (offer: LogoutOffer | null) => Promise<void>
}

export type LogoutOffers = ReturnType<typeof createLogoutOffers>

/** The one offer to sign out at the issuer too: where, not who. */
export function createLogoutOffers({ now, read, write }: LogoutOfferDeps) {
  return {
    async current(): Promise<LogoutOffer | null> {
      const offer = offerSchema().safeParse(await read())
      // Farther off than it is ever made: the clock was set back meanwhile.
      const isFresh =
        offer.success && offer.data.untilMs > now() && offer.data.untilMs <= now() + OFFERED_FOR_MS
      return isFresh ? offer.data : null
    },
    make: ({ issuer, clientId }: Issuer) => write({ issuer, clientId, untilMs: now() + OFFERED_FOR_MS }),
    end: () => write(null),
  }
}
