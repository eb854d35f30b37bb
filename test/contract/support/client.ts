import { type ApiClient, createApiClient } from '../../../src/background/api/client.ts'
import type { Session } from '../../../src/background/auth/session.ts'
import type { Fetch } from '../../../src/background/bounded-fetch.ts'
import { API_AUDIENCE, ISSUER, NOW, signToken, type TestApi } from './api.ts'

/** The extension's client, signed in as this person, over a network of the caller's. */
export async function openClientOver(fetch: Fetch, user: string): Promise<ApiClient> {
  const tokens = {
    issuer: ISSUER,
    clientId: 'timejot',
    apiUrl: 'https://api.example',
    resource: API_AUDIENCE,
    sub: user,
    scopes: [],
    accessToken: await signToken(user),
    expiresAtMs: NOW.getTime() + 600_000,
    refreshToken: null,
  }
  const session: Session = {
    current: async () => tokens,
    fresh: async () => tokens,
    renew: async () => tokens,
  }
  return createApiClient({ session, proofOf: async () => undefined, account: `${ISSUER}|${user}`, fetch })
}

/** The same, talking to the bundled server in one process. */
export async function openClient(api: TestApi, user: string): Promise<ApiClient> {
  return await openClientOver(async (url, init) => {
    const { pathname, search } = new URL(url)
    const raw = init.body === undefined ? {} : { raw: String(init.body) }
    const { authorization = null, ...headers } = Object.fromEntries(new Headers(init.headers))
    const answer = await api.sendWith(authorization, init.method ?? 'GET', pathname + search, {
      ...raw,
      headers,
    })
    const body = answer.status === 204 ? null : JSON.stringify(answer.body)
    return new Response(body, { status: answer.status, headers: answer.headers })
  }, user)
}
