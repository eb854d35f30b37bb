import { lazily, z } from './zod.ts'

/** https anywhere; http only on loopback, and only in builds that are for demonstration and tests. */
export function isAllowedServerUrl(text: string, allowLoopback: boolean): boolean {
  const url = URL.parse(text)
  if (!url) return false
  const extras = [url.username, url.password, url.search, url.hash]
  if (extras.some((extra) => extra !== '')) return false
  if (url.protocol === 'https:') return true
  return allowLoopback && url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname)
}

const optionalText = () => z._default(z.string().check(z.trim(), z.maxLength(2000)), '')

/** The keys IT presets by policy and a user may set by hand. Empty text means: not set. */
export const connectionSchema = lazily(() =>
  z.object({
    /** The authorization server's issuer identifier, byte for byte (RFC 8414, section 2). */
    issuer: optionalText(),
    /** The public client registered there. */
    clientId: optionalText(),
    /** Base address of the Timesheets API. */
    apiUrl: optionalText(),
    /** `audience` of the authorization request (Auth0 style). */
    audience: optionalText(),
    /** `resource` of the authorization and token requests (RFC 8707). */
    resource: optionalText(),
    /** Scopes to ask for, separated by spaces. */
    scopes: optionalText(),
  }),
)
export type Connection = z.output<ReturnType<typeof connectionSchema>>
export type ConnectionKey = keyof Connection
export const CONNECTION_KEYS = ['issuer', 'clientId', 'apiUrl', 'audience', 'resource', 'scopes'] as const

export type ConnectionSource = 'managed' | 'user' | 'build' | 'unset'
/** Each key's value and where it comes from, in the order managed, user, build. */
export type ResolvedConnection = {
  readonly [Key in ConnectionKey]: { readonly value: string; readonly source: ConnectionSource }
}

/** What of a connection cannot be used; empty when sign-in can be tried. */
export type ConnectionFault = { readonly key: ConnectionKey; readonly reason: 'missing' | 'not-a-server-url' }
