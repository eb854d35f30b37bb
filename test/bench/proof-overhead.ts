import * as oauth from 'oauth4webapi'

/** Milliseconds of the same call, made three ways in turn. */
export interface ProofSamples {
  readonly plainMs: readonly number[]
  readonly bearerMs: readonly number[]
  readonly dpopMs: readonly number[]
}

const CALLS = 200
const WARM_UP_CALLS = 20

/**
 * What a call of the API costs with a DPoP proof (RFC 9449) and without: signing and the longer request. The token is
 * no bound one, so the proof is sent beside a bearer token and the API has the same to do each time.
 */
export async function measureProofs(url: string, token: string): Promise<ProofSamples> {
  const proofs = oauth.DPoP({}, await oauth.generateKeyPair('ES256'))
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  const send = (target: string, init: oauth.CustomFetchOptions<string, unknown>) => {
    const sent = new Headers(init.headers)
    sent.set('authorization', headers.authorization)
    return fetch(target, { method: init.method, headers: sent, redirect: 'error' })
  }
  const request = (options: oauth.DPoPRequestOptions) =>
    oauth.protectedResourceRequest(
      token,
      'GET',
      new URL(url),
      new Headers({ accept: headers.accept }),
      null,
      {
        ...options,
        [oauth.customFetch]: send,
        [oauth.allowInsecureRequests]: true,
      },
    )
  const ways = [
    { ms: [] as number[], call: () => fetch(url, { headers, redirect: 'error' }) },
    { ms: [] as number[], call: () => request({}) },
    { ms: [] as number[], call: () => request({ DPoP: proofs }) },
  ] as const

  for (let round = -WARM_UP_CALLS; round < CALLS; round += 1) {
    for (const index of [0, 1, 2]) {
      const { ms, call } = ways[(index + round + WARM_UP_CALLS) % 3] ?? ways[0]
      const startedMs = performance.now()
      const response = await call()
      await response.text()
      const elapsedMs = performance.now() - startedMs
      if (!response.ok) throw new Error(`${url} answered ${response.status}`)
      if (round >= 0) ms.push(elapsedMs)
    }
  }
  return { plainMs: ways[0].ms, bearerMs: ways[1].ms, dpopMs: ways[2].ms }
}
