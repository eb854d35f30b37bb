import * as oauth from 'oauth4webapi'

/**
 * Runs `attempt` again where the server wants a nonce in the proof (RFC 9449, section 8); the refusal has taught it to
 * the handle. Once: a server that asks for ever gets no third.
 */
export async function withNonceRetry<Value>(
  proof: oauth.DPoPHandle | undefined,
  attempt: () => Promise<Value>,
): Promise<Value> {
  try {
    return await attempt()
  } catch (error) {
    if (!proof || !oauth.isDPoPNonceError(error)) throw error
    return await attempt()
  }
}
