import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import { z } from '../../contract/zod.ts'

const secretsSchema = z.object({
  /** Signs the cookies. */
  cookieKeys: z.array(z.string()).check(z.minLength(1)),
  /** Private keys that sign tokens. */
  signingKeys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).check(z.minLength(1)),
})
export type Secrets = z.output<typeof secretsSchema>

const FILE = 'keys.json'

/** The keys kept in `folder`, made on first use, so that sessions and tokens outlive a restart. */
export async function loadSecrets(folder: string | null): Promise<Secrets> {
  if (folder === null) return makeSecrets()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, FILE)
  const stored = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (stored !== null) return secretsSchema.parse(JSON.parse(stored))
  const secrets = await makeSecrets()
  await writeFile(path, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' })
  return secrets
}

async function makeSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const jwk: JWK & { kty: string } = { ...(await exportJWK(privateKey)), kty: 'RSA' }
  const kid = await calculateJwkThumbprint(jwk)
  return {
    cookieKeys: [randomBytes(32).toString('base64url')],
    signingKeys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }],
  }
}
