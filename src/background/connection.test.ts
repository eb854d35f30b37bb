import { describe, expect, it } from 'vitest'
import { isAllowedServerUrl } from '../contract/connection.ts'
import { connectionOf, faultsOf, resolveConnection } from './connection.ts'

describe('resolveConnection', () => {
  it('reads each key from policy, then user, then build', () => {
    const resolved = resolveConnection(
      { issuer: 'https://policy.example' },
      { issuer: 'https://user.example', clientId: 'user' },
      { issuer: 'https://build.example', clientId: 'build', apiUrl: 'https://api.example' },
    )
    expect(resolved).toEqual({
      issuer: { value: 'https://policy.example', source: 'managed' },
      clientId: { value: 'user', source: 'user' },
      apiUrl: { value: 'https://api.example', source: 'build' },
      audience: { value: '', source: 'unset' },
      resource: { value: '', source: 'unset' },
      scopes: { value: '', source: 'unset' },
    })
  })

  it('a policy key of the wrong type hides neither the other keys nor the next place', () => {
    const resolved = resolveConnection(
      { issuer: 7, clientId: 'policy' },
      { issuer: 'https://user.example' },
      null,
    )
    expect(resolved.issuer).toEqual({ value: 'https://user.example', source: 'user' })
    expect(resolved.clientId).toEqual({ value: 'policy', source: 'managed' })
  })

  it('an empty build has no connection: three keys are missing', () => {
    expect(faultsOf(resolveConnection({}, {}, {}), false)).toEqual([
      { key: 'issuer', reason: 'missing' },
      { key: 'clientId', reason: 'missing' },
      { key: 'apiUrl', reason: 'missing' },
    ])
  })

  it('asks for the usual scopes where none are set', () => {
    expect(connectionOf(resolveConnection({}, {}, {})).scopes).toBe(
      'openid profile email offline_access read:timesheets create:timesheets delete:timesheets approve:timesheets',
    )
  })
})

describe('isAllowedServerUrl', () => {
  it.each([
    ['https://issuer.example', true, true],
    ['https://issuer.example/tenant/', true, true],
    ['http://127.0.0.1:4710', false, true],
    ['http://localhost:4710', false, true],
    ['http://issuer.example', false, false],
    ['http://127.0.0.1.evil.example', false, false],
    ['https://user:pass@issuer.example', false, false],
    ['https://issuer.example/?a=b', false, false],
    ['javascript:alert(1)', false, false],
    ['issuer.example', false, false],
    ['', false, false],
  ])('%s: production %s, demo %s', (url, production, demo) => {
    expect([isAllowedServerUrl(url, false), isAllowedServerUrl(url, true)]).toEqual([production, demo])
  })
})
