import * as oauth from 'oauth4webapi'

const ALGORITHM = 'ES256'

/** A key that tokens are bound to (RFC 9449). */
export interface ProofKey {
  /** RFC 7638, SHA-256. */
  readonly thumbprint: string
  readonly pair: CryptoKeyPair
  /** Signs proofs, and remembers the last nonce of each origin. */
  readonly handle: oauth.DPoPHandle
}

export function offersProofs(server: oauth.AuthorizationServer): boolean {
  const algorithms: unknown = server.dpop_signing_alg_values_supported
  return Array.isArray(algorithms) && algorithms.includes(ALGORITHM)
}

/** The proof keys in use. */
export interface ProofKeyRing {
  /** A new key whose private half no script can export. It is in memory alone. */
  make(): Promise<ProofKey>
  /** A key made here, or the stored one; null when it is neither. */
  find(thumbprint: string): Promise<ProofKey | null>
  /** A key that was made or found here. */
  held(thumbprint: string): ProofKey | undefined
  forget(): void
}

/**
 * @param readStored the stored key pair
 * @param aheadSeconds how far the clock of the server at an address is ahead: it refuses proofs from another time
 */
export function createProofKeyRing(
  readStored: () => Promise<CryptoKeyPair | null>,
  aheadSeconds: (url: string) => number,
): ProofKeyRing {
  // One handle for all that sign with a key: whoever learns a nonce learns it for all.
  const keys = new Map<string, ProofKey>()
  const hold = async (pair: CryptoKeyPair): Promise<ProofKey> => {
    const handle = oauth.DPoP({}, pair, {
      [oauth.modifyAssertion]: (_header, payload) => {
        payload.iat = Number(payload.iat) + aheadSeconds(String(payload.htu))
      },
    })
    const key = { thumbprint: await handle.calculateThumbprint(), pair, handle }
    // Who asks first for a stored key and who asks meanwhile get the same handle.
    const first = keys.get(key.thumbprint) ?? key
    keys.set(key.thumbprint, first)
    return first
  }
  return {
    make: async () => await hold(await oauth.generateKeyPair(ALGORITHM, { extractable: false })),
    async find(thumbprint) {
      const held = keys.get(thumbprint)
      if (held) return held
      const stored = await readStored()
      const key = stored && (await hold(stored))
      return key?.thumbprint === thumbprint ? key : null
    },
    held: (thumbprint) => keys.get(thumbprint),
    forget: () => keys.clear(),
  }
}
