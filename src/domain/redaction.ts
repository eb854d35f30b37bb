const LONGEST_INPUT = 4_000
const LONGEST_DETAIL = 300

const REMOVED = '[…]'

const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const ADDRESS = /\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>]+/gi
const ADDRESS_PARTS = /^([^:]+:\/\/)(?:[^/]*@)?([^/]*)(.*)$/
const E_MAIL = /[^\s@<>"'(),;:=]+(?:@|%40)[^\s@<>"'(),;:=]+/gi
const JSON_WEB_TOKEN = /\bey[\w-]{5,}(?:\.[\w-]*)+/g
const CREDENTIALS = /\b(Bearer|DPoP|Basic)\s+(?=\S*[\d+/=])\S+/gi

/** What OAuth and OpenID Connect call their secrets, and what stands for a person, when a value follows. */
const NAMED =
  /(?<!\b(?:error|status|response|http)[ _-])(?<name>\b(?:code|state|nonce|code_verifier|code_challenge|[a-z_]*(?:token|secret|assertion|password|cookie)|request_uri|login_hint|sid|session_state|device_code|user_code|jti|jkt))(?<between>["']?\s*[:=]\s*|\s+(?=["'‘“`]))(?:"[^"]*"?|'[^']*'?|‘[^’]*’?|“[^”]*”?|`[^`]*`?|[^\s"',;&]+)/gi

/** Runs of the alphabets in which tokens, codes and keys are written. */
const RUN = /[\w+/~.-]{20,}={0,2}/g
const SHORTEST_OPAQUE = 20
const SHORTEST_OPAQUE_WITHOUT_DIGITS = 32
/** Trace and correlation ids, by which a server's owner finds the request; several joined by dots are a code. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * A technical detail that may be shown, stored, logged and passed on: one line without control or direction
 * characters, at most 300 characters, and without what looks like a token, a code, a query or an e-mail address.
 */
export function withoutSecrets(text: string): string {
  const line = firstPart(text).replace(CONTROLS, ' ')
  let redacted = ''
  let end = 0
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    redacted += redactWords(line.slice(end, index)) + redactAddress(address)
    end = index + address.length
  }
  redacted += redactWords(line.slice(end))
  const plain = redacted.replace(/\s+/g, ' ').trim()
  return plain.length > LONGEST_DETAIL ? `${plain.slice(0, LONGEST_DETAIL - 1)}…` : plain
}

/** Half a token at the cut would no longer look like one. */
function firstPart(text: string): string {
  return text.length > LONGEST_INPUT ? text.slice(0, LONGEST_INPUT).replace(/\S+$/, '') : text
}

/** Which server it is and what it was asked, as written: a slash can be the matter. The rest is nobody's business. */
function redactAddress(address: string): string {
  const [whole = ''] = address.split(/[?#]/, 1)
  const [, scheme = '', host = '', path = ''] = ADDRESS_PARTS.exec(whole) ?? []
  if (host === '') return REMOVED
  const words = path.split('/').map(redactWords).join('/')
  return `${scheme}${host}${words}${whole === address ? '' : `?${REMOVED}`}`
}

function redactWords(words: string): string {
  return words
    .replace(JSON_WEB_TOKEN, REMOVED)
    .replace(CREDENTIALS, `$1 ${REMOVED}`)
    .replace(NAMED, `$<name>$<between>${REMOVED}`)
    .replace(E_MAIL, REMOVED)
    .replace(RUN, (run) => (isOpaque(run) ? REMOVED : run))
}

function isOpaque(run: string): boolean {
  const parts = run.split(/[./]/)
  return parts.some(isRandom) || parts.filter((part) => UUID.test(part)).length > 1
}

/** Error codes and paths are words: random text of that length has digits, or capitals among small letters. */
function isRandom(part: string): boolean {
  if (part.length < SHORTEST_OPAQUE || UUID.test(part)) return false
  if (/\d/.test(part)) return true
  return part.length >= SHORTEST_OPAQUE_WITHOUT_DIGITS && /[a-z]/.test(part) && /[A-Z]/.test(part)
}
