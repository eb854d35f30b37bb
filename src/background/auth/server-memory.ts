import type * as oauth from 'oauth4webapi'

const METADATA_LIFETIME_MS = 60 * 60 * 1000
/** Metadata longer than this, as JSON, is used but not remembered. */
const MAX_METADATA_LENGTH = 64 * 1024

/** What the worker remembers of the issuer in use. The library lets keys serve for five minutes. */
export interface ServerMemory {
  metadataOf(issuer: string): oauth.AuthorizationServer | null
  /** The key set as last fetched, to be filled by whoever fetches it. */
  keysOf(server: oauth.AuthorizationServer): oauth.JWKSCacheInput
  remember(server: oauth.AuthorizationServer): void
  /** After a failure: metadata and keys may be the reason. */
  forget(): void
  /** That a pushed request of this issuer may have been used up before the person saw it. */
  doubtPushing(issuer: string): void
  isPushingDoubted(issuer: string): boolean
}

interface Remembered {
  readonly server: oauth.AuthorizationServer
  readonly keys: oauth.JWKSCacheInput
  readonly readAtMs: number
}

/** Holds one issuer: another in the settings leaves nothing of the last. */
export function createServerMemory(now: () => number): ServerMemory {
  let remembered: Remembered | null = null
  let doubted: string | null = null
  return {
    metadataOf(issuer) {
      if (remembered?.server.issuer !== issuer) return null
      const ageMs = now() - remembered.readAtMs
      // Below zero where the clock was set back meanwhile.
      return ageMs >= 0 && ageMs < METADATA_LIFETIME_MS ? remembered.server : null
    },
    keysOf: (server) => (remembered?.server === server ? remembered.keys : {}),
    remember(server) {
      const isSmall = JSON.stringify(server).length <= MAX_METADATA_LENGTH
      remembered = isSmall ? { server, keys: {}, readAtMs: now() } : null
    },
    forget() {
      remembered = null
    },
    doubtPushing(issuer) {
      doubted = issuer
    },
    isPushingDoubted: (issuer) => doubted === issuer,
  }
}
