import { createHash } from 'node:crypto'
import {
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose'
import { listenOnLoopback, type ReceivedRequest } from './listener.ts'
import { checkProof } from './proof.ts'

const SUB = 'employee-1'
const LIFETIME_SECONDS = 300

type Json = Record<string, unknown>

/** What the issuer does wrong. Each is given the right answer and changes it. */
export interface Faults {
  metadata?: (metadata: Json) => Json
  keys?: (keys: JWK[]) => JWK[]
  header?: (header: JWTHeaderParameters) => JWTHeaderParameters
  claims?: (claims: Json) => Json
  /** The signed ID token. */
  idToken?: (token: string) => string
  /** The token endpoint's answer. */
  tokens?: (tokens: Json) => Json
  /** In place of the answer of that path. */
  answer?: (path: string) => Response | undefined
  /** A pushed request is used up by the first fetch of its address. */
  isRequestUriUsedUp?: boolean
}

/** What the issuer offers beyond the least. */
export interface Offers {
  readonly proofs?: boolean
  readonly pushing?: boolean
  readonly revocation?: boolean
}

export interface IssuerRequest {
  readonly path: string
  readonly body: URLSearchParams
  /** The claims of a good proof. */
  readonly proof: JWTPayload | null
}

export interface HostileIssuer {
  readonly issuer: string
  /** Set before a flow; all are forgotten by `behave`. */
  faults: Faults
  /** The paths that were called, in order. */
  readonly calls: string[]
  /** The same calls in full. */
  readonly requests: IssuerRequest[]
  /** The nonce that proofs must carry; null where none is wanted. */
  proofNonce: string | null
  /** How far this server's clock is ahead of the one it runs on. */
  clockAheadMs: number
  nowMs(): number
  /** Each access token and the thumbprint of its key, null for bearer tokens. */
  readonly bindings: Map<string, string | null>
  readonly revoked: string[]
  /** Makes a new signing key; the old one leaves the key set. */
  rotateKey(): Promise<void>
  behave(): void
  /** Stands in for the sign-in window: agrees at once and returns the redirect. */
  authorize(url: string): Promise<string>
  close(): Promise<void>
}

interface SigningKey {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}

/** An OpenID Provider on loopback that does everything right until it is told otherwise. */
export async function startHostileIssuer(clientId: string, offers: Offers = {}): Promise<HostileIssuer> {
  let key = await makeKey(1)
  let keyCount = 1
  let nonce = ''
  let boundCode: string | null = null
  let tokenCount = 0
  const pushed = new Map<string, URLSearchParams>()
  const served = new Set<string>()

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    ...(offers.proofs && { dpop_signing_alg_values_supported: ['ES256'] }),
    ...(offers.pushing && { pushed_authorization_request_endpoint: `${issuer}/par` }),
    ...(offers.revocation && { revocation_endpoint: `${issuer}/revoke` }),
  })

  const tokens = async (boundTo: string | null): Promise<Json> => {
    tokenCount += 1
    const accessToken = `access-${tokenCount}`
    hostile.bindings.set(accessToken, boundTo)
    const now = Math.floor(hostile.nowMs() / 1000)
    const right = {
      iss: issuer,
      sub: SUB,
      aud: clientId,
      exp: now + LIFETIME_SECONDS,
      iat: now,
      nonce,
      name: 'Demo Employee',
      at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
    }
    const header = { alg: 'RS256', kid: String(key.publicJwk.kid) }
    const signed = await new SignJWT(hostile.faults.claims?.(right) ?? right)
      .setProtectedHeader(hostile.faults.header?.(header) ?? header)
      .sign(key.privateKey)
    return {
      token_type: boundTo === null ? 'Bearer' : 'DPoP',
      access_token: accessToken,
      refresh_token: `refresh-${tokenCount}`,
      expires_in: LIFETIME_SECONDS,
      id_token: hostile.faults.idToken?.(signed) ?? signed,
    }
  }

  const refuse = (error: string) => {
    const headers = hostile.proofNonce === null ? {} : { 'dpop-nonce': hostile.proofNonce }
    return Response.json({ error }, { status: 400, headers })
  }

  const push = (body: URLSearchParams) => {
    const requestUri = `urn:ietf:params:oauth:request_uri:${pushed.size + 1}`
    pushed.set(requestUri, body)
    return Response.json({ request_uri: requestUri, expires_in: 60 }, { status: 201 })
  }

  const respond = async (request: ReceivedRequest): Promise<Response> => {
    const { path, method } = request
    const body = new URLSearchParams(request.text)
    const url = issuer + path
    const proof =
      request.headers.dpop === undefined
        ? null
        : await checkProof(String(request.headers.dpop), {
            method,
            url,
            accessToken: null,
            nonce: hostile.proofNonce,
            nowMs: hostile.nowMs(),
            served,
          })
    hostile.calls.push(path)
    hostile.requests.push({ path, body, proof: proof && 'claims' in proof ? proof.claims : null })
    const { faults } = hostile
    const instead = faults.answer?.(path)
    if (instead) return instead
    if (proof && 'error' in proof) return refuse(proof.error)
    switch (path) {
      case '/.well-known/openid-configuration':
        return Response.json(faults.metadata?.(metadata()) ?? metadata())
      case '/jwks':
        return Response.json({ keys: faults.keys?.([key.publicJwk]) ?? [key.publicJwk] })
      case '/par':
        return push(body)
      case '/revoke':
        hostile.revoked.push(body.get('token') ?? '')
        return new Response(null, { status: 200 })
      case '/token': {
        const boundTo = proof?.thumbprint ?? null
        if (boundCode !== null && boundTo !== boundCode) return refuse('invalid_grant')
        const right = await tokens(boundTo)
        return Response.json(faults.tokens?.(right) ?? right)
      }
      default:
        return new Response('', { status: 404 })
    }
  }

  const listener = await listenOnLoopback(async (request) => {
    const answer = await respond(request)
    const headers = new Headers(answer.headers)
    headers.set('date', new Date(hostile.nowMs()).toUTCString())
    return new Response(answer.body, { status: answer.status, headers })
  })
  const issuer = listener.origin

  const hostile: HostileIssuer = {
    issuer,
    faults: {},
    calls: [],
    requests: [],
    proofNonce: null,
    clockAheadMs: 0,
    nowMs: () => Date.now() + hostile.clockAheadMs,
    bindings: new Map(),
    revoked: [],
    async rotateKey() {
      keyCount += 1
      key = await makeKey(keyCount)
    },
    behave() {
      hostile.faults = {}
      hostile.proofNonce = null
      hostile.clockAheadMs = 0
      for (const list of [hostile.calls, hostile.requests, hostile.revoked]) list.length = 0
    },
    async authorize(url) {
      const sent = new URL(url).searchParams
      const requestUri = sent.get('request_uri')
      const asked = requestUri === null ? sent : (pushed.get(requestUri) ?? sent)
      if (requestUri !== null && hostile.faults.isRequestUriUsedUp) {
        // The browser's own fetch came first.
        const spent = new URL(asked.get('redirect_uri') ?? '')
        spent.searchParams.set('error', 'invalid_request_uri')
        spent.searchParams.set('iss', issuer)
        return spent.href
      }
      nonce = asked.get('nonce') ?? ''
      boundCode = asked.get('dpop_jkt')
      const redirect = new URL(asked.get('redirect_uri') ?? '')
      redirect.searchParams.set('code', 'code-1')
      redirect.searchParams.set('state', asked.get('state') ?? '')
      redirect.searchParams.set('iss', issuer)
      return redirect.href
    },
    close: listener.close,
  }
  return hostile
}

/** A key pair, with an id of its own. */
export async function makeKey(number: number): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const publicJwk = { ...(await exportJWK(publicKey)), kid: `key-${number}`, alg: 'RS256', use: 'sig' }
  return { privateKey, publicJwk }
}
