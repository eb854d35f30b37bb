import { fail } from '../../domain/failure.ts'

/** Parameters that only the implicit grant returns; their presence means that somebody else built this redirect. */
const NEVER_IN_A_CODE_FLOW = ['access_token', 'id_token', 'token_type']

/**
 * The parameters of an authorization response, once its URL is known to be ours: same origin and path as
 * registered, no fragment, nothing doubled (RFC 6749, section 3.1), no tokens. Throws `sign-in-refused`.
 */
export function readRedirect(answer: string, redirectUrl: string): URLSearchParams {
  const url = URL.parse(answer)
  const expected = new URL(redirectUrl)
  if (!url || url.origin !== expected.origin || url.pathname !== expected.pathname) {
    return refuseRedirect('it leads elsewhere')
  }
  if (url.hash !== '' || answer.includes('#')) return refuseRedirect('it has a fragment')
  const names = [...url.searchParams.keys()]
  if (new Set(names).size !== names.length) return refuseRedirect('a parameter is doubled')
  if (NEVER_IN_A_CODE_FLOW.some((name) => url.searchParams.has(name)))
    return refuseRedirect('it carries a token')
  return url.searchParams
}

function refuseRedirect(reason: string): never {
  return fail('sign-in-refused', { detail: `the redirect was refused: ${reason}` })
}
