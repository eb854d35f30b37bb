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
