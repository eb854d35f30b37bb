import { SignJWT } from 'jose'
import type { Connection } from '../../../src/contract/connection.ts'
import { REDIRECT } from '../provider.ts'
import { makeKey } from './issuer.ts'

const ISSUER = 'https://issuer.example'
const LIFETIME_SECONDS = 300
/** One for all issuers of a test file: making it takes longest. */
const KEY = makeKey(1)

export const CONNECTION: Connection = {
  issuer: ISSUER,
  clientId: 'timejot',
  apiUrl: 'https://api.example',
  audience: '',
  resource: '',
  scopes: 'openid read:timesheets approve:timesheets',
}

/**
 * An issuer without a network: refresh tokens serve once, and one that comes twice takes its whole family with it
 * (RFC 9700, section 4.14.2). Who is signed in at its own pages decides what a silent request gets.
 */
export interface RotatingIssuer {
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Who is signed in at the issuer itself; null when a person would have to sign in. */
  person: string | null
  scope: string
  /** Members that the metadata has beside the necessary ones. */
  metadata: Record<string, unknown>
  userinfo: () => Response
  /** Claims of ID tokens beside the necessary ones. */
  claims: Record<string, unknown>
  /** `grant_type` of each token request, in order. */
  readonly grants: string[]
  readonly requests: { readonly path: string; readonly headers: Headers; readonly body: URLSearchParams }[]
  /** The parameters of each authorization request, in order. */
  readonly asked: URLSearchParams[]
  /** As a page would, with a window or without: returns the redirect. */
  authorize(url: string): Promise<string>
  /** Takes back every refresh token. */
  revokeAll(): void
}

export async function createRotatingIssuer(): Promise<RotatingIssuer> {
  const { privateKey, publicJwk } = await KEY
  const codes = new Map<string, { sub: string; nonce: string }>()
  const families = new Map<string, { sub: string; current: string }>()
  let count = 0

  const signIdToken = async (sub: string, nonce: string | undefined) => {
    const now = Math.floor(Date.now() / 1000)
    const times = { iat: now, exp: now + LIFETIME_SECONDS }
    return await new SignJWT({ iss: ISSUER, aud: 'timejot', sub, nonce, ...times, ...issuer.claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .sign(privateKey)
  }

  const tokensFor = async (family: string, sub: string, nonce?: string) => {
    count += 1
    families.set(family, { sub, current: `${family}.${count}` })
    return Response.json({
      token_type: 'Bearer',
      access_token: `access-${count}`,
      refresh_token: `${family}.${count}`,
      expires_in: LIFETIME_SECONDS,
      scope: issuer.scope,
      id_token: await signIdToken(sub, nonce),
    })
  }

  const refused = () => Response.json({ error: 'invalid_grant' }, { status: 400 })

  const redeem = async (body: URLSearchParams): Promise<Response> => {
    issuer.grants.push(body.get('grant_type') ?? '')
    if (body.get('grant_type') === 'refresh_token') {
      const token = body.get('refresh_token') ?? ''
      const [family = ''] = token.split('.')
      const known = families.get(family)
      if (known?.current === token) return await tokensFor(family, known.sub)
      families.delete(family)
      return refused()
    }
    const code = codes.get(body.get('code') ?? '')
    if (!code) return refused()
    codes.delete(body.get('code') ?? '')
    count += 1
    return await tokensFor(`family-${count}`, code.sub, code.nonce)
  }

  const issuer: RotatingIssuer = {
    person: 'employee',
    scope: 'openid read:timesheets approve:timesheets',
    metadata: {},
    claims: {},
    userinfo: () => new Response('', { status: 404 }),
    grants: [],
    requests: [],
    asked: [],
    async fetch(url, init) {
      const path = new URL(url).pathname
      const body = new URLSearchParams((init.body ?? '') as URLSearchParams)
      issuer.requests.push({ path, headers: new Headers(init.headers), body })
      switch (path) {
        case '/.well-known/openid-configuration':
          return Response.json({
            issuer: ISSUER,
            authorization_endpoint: `${ISSUER}/authorize`,
            token_endpoint: `${ISSUER}/token`,
            jwks_uri: `${ISSUER}/jwks`,
            revocation_endpoint: `${ISSUER}/revoke`,
            ...issuer.metadata,
          })
        case '/jwks':
          return Response.json({ keys: [publicJwk] })
        case '/token':
          return await redeem(body)
        case '/revoke':
          return new Response('')
        case '/userinfo':
          return issuer.userinfo()
        default:
          return new Response('', { status: 404 })
      }
    },
    async authorize(url) {
      const asked = new URL(url).searchParams
      issuer.asked.push(asked)
      const redirect = new URL(REDIRECT)
      redirect.searchParams.set('state', asked.get('state') ?? '')
      if (issuer.person === null) redirect.searchParams.set('error', 'login_required')
      else {
        count += 1
        redirect.searchParams.set('code', `code-${count}`)
        codes.set(`code-${count}`, { sub: issuer.person, nonce: asked.get('nonce') ?? '' })
      }
      return redirect.href
    },
    revokeAll: () => families.clear(),
  }
  return issuer
}
