import { describe, expect, it } from 'vitest'
import type { ConnectionReport } from '../contract/commands.ts'
import { fail } from '../domain/failure.ts'
import { createCircumstances, failureReport } from './failure-report.ts'

const SEEN_AT_MS = Date.parse('2026-11-20T14:30:00Z')
const RUNNING = { version: '1.2.3', browser: 'Chrome/144.0.0.0' }
const UNSET = { value: '', source: 'unset' } as const
const CONNECTION: ConnectionReport = {
  resolved: {
    issuer: { value: 'https://login.exampleco.com/tenant/v2.0', source: 'managed' },
    clientId: { value: 'timejot-extension', source: 'managed' },
    apiUrl: { value: 'https://timesheets.exampleco.com/v1/', source: 'build' },
    audience: UNSET,
    resource: UNSET,
    scopes: UNSET,
  },
  faults: [],
  redirectUrl: 'https://gmlmadecpaogpplfacfbmooagfcjcikc.chromiumapp.org/',
}
const facts = { ...RUNNING, connection: CONNECTION, seenAtMs: SEEN_AT_MS }

describe('the report for IT', () => {
  it('says what runs where, what failed and when', () => {
    const atMs = Date.parse('2026-11-20T14:29:58.250Z')
    const failure = { code: 'issuer-misconfigured', detail: 'PKCE with S256 is not offered', atMs } as const
    expect(failureReport(failure, facts).split('\n')).toEqual([
      'timejot: 1.2.3',
      'time: 2026-11-20T14:29:58.250Z',
      'failure: issuer-misconfigured',
      'detail: PKCE with S256 is not offered',
      'issuer: https://login.exampleco.com',
      'api: https://timesheets.exampleco.com',
      'redirect_uri: https://gmlmadecpaogpplfacfbmooagfcjcikc.chromiumapp.org/',
      'browser: Chrome/144.0.0.0',
    ])
  })

  it('says what it knows while the background worker has not answered', () => {
    const failure = { code: 'clock-wrong', detail: null } as const
    expect(failureReport(failure, { ...facts, connection: null }).split('\n')).toEqual([
      'timejot: 1.2.3',
      'time: 2026-11-20T14:30:00.000Z',
      'failure: clock-wrong',
      'browser: Chrome/144.0.0.0',
    ])
  })

  it('says of an address only that it is none', () => {
    const resolved = {
      ...CONNECTION.resolved,
      issuer: UNSET,
      apiUrl: { value: 'x', source: 'user' as const },
    }
    const report = failureReport(
      { code: 'unexpected', detail: null },
      { ...facts, connection: { ...CONNECTION, resolved } },
    )
    expect(report).toContain('issuer: not set\napi: not set\n')
  })

  it('carries no secret and no person, whatever stands in the detail', () => {
    const secrets = [
      'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtaWEifQ.c2lnbmF0dXJl',
      'v1.MRrtHnPSQYkCyZ3bXlG8tU0aFw',
      'SplxlOBeZQQYbYS6WxSbIA',
      'af0ifjsldkj-short-state',
      'mia.kay@exampleco.com',
      'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    ]
    const [jwt, opaque, code, state, mail, verifier] = secrets
    const details = [
      `access_token=${jwt}`,
      `refused ${jwt}`,
      `refresh token ${opaque} is used up`,
      `code: ${code}, state: ${state}`,
      `https://abc.chromiumapp.org/?code=${code}&state=${state}`,
      `https://login.exampleco.com/authorize?login_hint=${mail}&state=${state}#${jwt}`,
      `AADSTS50020: User account '${mail}' does not exist`,
      `{"code_verifier":"${verifier}"}`,
      `Authorization: DPoP ${opaque}`,
    ]
    for (const detail of details) {
      const report = failureReport({ code: 'sign-in-refused', detail }, facts)
      for (const secret of secrets) expect(report).not.toContain(secret)
      expect(report).not.toMatch(/[?&](?:code|state|login_hint)=(?!\[…\])/)
    }
  })

  it('keeps its lines apart, whatever stands in the detail', () => {
    const report = failureReport({ code: 'unexpected', detail: 'a\nfailure: none\u2028b' }, facts)
    expect(report.split(/[\n\u2028]/)).toHaveLength(8)
  })
})

it('a background worker that does not answer leaves the report without the connection', async () => {
  const silent = createCircumstances(
    () => RUNNING,
    () => fail('unexpected'),
  )
  expect(await silent.connection()).toBeNull()
  expect(silent.running()).toEqual(RUNNING)
})
