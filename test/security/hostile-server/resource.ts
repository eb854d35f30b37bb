import type { JWTPayload } from 'jose'
import type { HostileIssuer } from './issuer.ts'
import { listenOnLoopback, type ReceivedRequest } from './listener.ts'
import { checkProof } from './proof.ts'

export interface ReceivedCall {
  readonly method: string
  readonly scheme: string
  readonly status: number
  /** The claims of a good proof. */
  readonly proof: JWTPayload | null
  /** The `DPoP` header as it came. */
  readonly header: string
}

export interface ProtectedResource {
  readonly url: string
  /** The nonce that proofs must carry; null where none is wanted. */
  nonce: string | null
  /** In place of the answer of a call. */
  answer: ((method: string) => Response | undefined) | null
  readonly calls: ReceivedCall[]
  behave(): void
  close(): Promise<void>
}

/** A tiny API that takes the issuer's access tokens: those bound to a key only with a proof of it (RFC 9449, section 7). */
export async function startProtectedResource(issuer: HostileIssuer): Promise<ProtectedResource> {
  const served = new Set<string>()

  const refuse = (error: string) =>
    new Response(null, {
      status: 401,
      headers: {
        'www-authenticate': `DPoP error="${error}", algs="ES256"`,
        ...(resource.nonce !== null && { 'dpop-nonce': resource.nonce }),
      },
    })

  const respond = async (request: ReceivedRequest) => {
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ')
    const header = String(request.headers.dpop ?? '')
    const proof = await checkProof(header, {
      method: request.method,
      url: listener.origin + request.path,
      accessToken: token,
      nonce: resource.nonce,
      nowMs: issuer.nowMs(),
      served,
    })
    const answer = resource.answer?.(request.method) ?? judge(scheme, token, proof)
    const claims = 'claims' in proof ? proof.claims : null
    resource.calls.push({ method: request.method, scheme, status: answer.status, proof: claims, header })
    answer.headers.set('date', new Date(issuer.nowMs()).toUTCString())
    return answer
  }

  const judge = (scheme: string, token: string, proof: Awaited<ReturnType<typeof checkProof>>) => {
    const boundTo = issuer.bindings.get(token)
    if (boundTo === undefined) return refuse('invalid_token')
    if (boundTo === null) return scheme === 'Bearer' ? Response.json([]) : refuse('invalid_token')
    if (scheme !== 'DPoP') return refuse('invalid_token')
    if ('error' in proof) return refuse(proof.error)
    return proof.thumbprint === boundTo ? Response.json([]) : refuse('invalid_token')
  }

  const listener = await listenOnLoopback(respond)
  const resource: ProtectedResource = {
    url: listener.origin,
    nonce: null,
    answer: null,
    calls: [],
    behave() {
      resource.nonce = null
      resource.answer = null
      resource.calls.length = 0
    },
    close: listener.close,
  }
  return resource
}
