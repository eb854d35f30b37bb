import { isEndpoint } from './authorization-server.ts'

const MAX_URL_LENGTH = 2_000
const MAX_TEXT_LENGTH = 320

/**
 * Where a profile says that the person's picture is (OpenID Connect Core, section 5.1); null where it names no address
 * that may be asked, under the rules that hold for the issuer's endpoints.
 */
export function pictureUrlOf(claim: unknown, allowLoopback: boolean): string | null {
  return isEndpoint(claim, allowLoopback) && claim.length <= MAX_URL_LENGTH ? claim : null
}

/** A name or an address as a person has one; null where the claim is none, or too long to be shown. */
export function shortText(claim: unknown): string | null {
  const text = typeof claim === 'string' ? claim.trim() : ''
  return text !== '' && text.length <= MAX_TEXT_LENGTH ? text : null
}
