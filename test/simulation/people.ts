import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { TokenSession } from '../../src/background/auth/vault.ts'
import { rememberSignatures } from './signatures.ts'

export const ISSUER = 'https://login.exampleco.com/'
export const API_URL = 'https://timesheets.exampleco.com'

export const EMPLOYEE = 'employee@exampleco.com'
export const CONTRACTOR = 'contractor@exampleco.com'
/** Who logs in another program. */
export const COLLEAGUE = 'colleague@exampleco.com'
/** Who decides on a device of the simulation. */
export const MANAGER = 'manager@exampleco.com'
/** Who decides elsewhere. */
export const OTHER_MANAGER = 'other-manager@exampleco.com'
/** Who may sign in on a device; the first is whose devices they are. */
export const PEOPLE = [EMPLOYEE, CONTRACTOR] as const

const READING = 'read:timesheets'
const WRITING = `${READING} create:timesheets delete:timesheets`

rememberSignatures(crypto.subtle)
const key = await generateKeyPair('RS256')
export const keys = createLocalJWKSet({
  keys: [{ ...(await exportJWK(key.publicKey)), kid: 'one', alg: 'RS256' }],
})

/** `good`: as granted. `expired`: the API answers 401. `narrow`: nothing may be written any more, 403. */
export type TokenKind = 'good' | 'expired' | 'narrow'

const FAR_SECONDS = Date.parse('2040-01-01T00:00:00Z') / 1000
const PAST_SECONDS = Date.parse('2020-01-01T00:00:00Z') / 1000

/** Signed once for all runs: a signature is the slowest part of a call. */
const tokens = new Map<string, string>()
for (const person of [...PEOPLE, COLLEAGUE, MANAGER, OTHER_MANAGER]) {
  tokens.set(`${person} good`, await sign(person, scopeOf(person, 'good'), FAR_SECONDS))
  tokens.set(`${person} expired`, await sign(person, scopeOf(person, 'expired'), PAST_SECONDS))
  tokens.set(`${person} narrow`, await sign(person, READING, FAR_SECONDS))
}

async function sign(person: string, scope: string, expiresAtSeconds: number): Promise<string> {
  return await new SignJWT({ iss: ISSUER, aud: API_URL, sub: person, scope, exp: expiresAtSeconds })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt' })
    .sign(key.privateKey)
}

function scopeOf(person: string, kind: TokenKind): string {
  if (kind === 'narrow') return READING
  return person === MANAGER || person === OTHER_MANAGER ? `${WRITING} approve:timesheets` : WRITING
}

export function accessToken(person: string, kind: TokenKind): string {
  return tokens.get(`${person} ${kind}`) ?? ''
}

export function tokenSession(person: string, kind: TokenKind): TokenSession {
  return {
    issuer: ISSUER,
    clientId: 'timejot',
    apiUrl: API_URL,
    resource: API_URL,
    sub: person,
    scopes: scopeOf(person, kind).split(' '),
    accessToken: accessToken(person, kind),
    expiresAtMs: FAR_SECONDS * 1000,
    refreshToken: null,
  }
}
