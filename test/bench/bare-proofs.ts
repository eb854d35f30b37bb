import { createHash } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** Returns what signs a DPoP proof (RFC 9449, section 4.2) for one request, with a key of its own. */
export async function createProofs() {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  return (method: string, url: string, token?: string): Promise<string> => {
    const ath = token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }
    return new SignJWT({ htm: method, htu: url, ...ath })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setJti(crypto.randomUUID())
      .setIssuedAt()
      .sign(privateKey)
  }
}
