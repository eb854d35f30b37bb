import type { WireAnswer } from './server.ts'

/** What a gateway, a proxy or a captive portal says in the API's place. */
export function answerOfSomebodyElse(status: number): WireAnswer {
  const isPage = status === 200 || status === 502
  return {
    status,
    headers: {
      'content-type': isPage ? 'text/html' : 'application/problem+json',
      ...(status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
      ...(status === 429 && { 'retry-after': '7' }),
    },
    body: isPage ? '<html>' : '{}',
  }
}

/** `current`: the entry as it once was, from a cache; null where none comes along. */
export function conflictOfSomebodyElse(status: 409 | 412, current: string | null): WireAnswer {
  const body = current === null ? '{}' : `{"code":"version-conflict","current":${current}}`
  return { status, headers: { 'content-type': 'application/problem+json' }, body }
}

/** A server's description from before it could do more than the base profile. */
export const OLD_DESCRIPTION: WireAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    openapi: '3.0.3',
    paths: {
      '/timesheets': { get: {}, post: {} },
      '/approvals': { get: {} },
      '/approvals/{id}': { put: {} },
    },
  }),
}
