import { describe, expect, it } from 'vitest'
import { AppError } from './failure.ts'
import { withoutSecrets } from './redaction.ts'

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtaWEifQ.c2lnbmF0dXJl'
const OPAQUE = 'v1.MRrtHnPSQYkCyZ3bXlG8tU0aFw'
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const KEYCLOAK_CODE =
  '4fe1e4a6-30f2-4a3a-9a1d-9f1b6a4f9f40.9b5f1a3e-77c6-4bd1-8f0b-1f2d3c4b5a69.0c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f'

describe('withoutSecrets removes', () => {
  it.each([
    ['a JWT', `token ${JWT} is not active`, 'token […] is not active'],
    ['an opaque token', `the token ${OPAQUE} is unknown`, 'the token […] is unknown'],
    ['a code verifier', `verifier ${VERIFIER} does not match`, 'verifier […] does not match'],
    ['a code of joined UUIDs', `unknown ${KEYCLOAK_CODE}`, 'unknown […]'],
    ['an authorization header', 'Authorization: Bearer abc123', 'Authorization: Bearer […]'],
    ['a short code by its name', 'code=abc is used up', 'code=[…] is used up'],
    ['a state by its name', 'state: xyz was expected', 'state: […] was expected'],
    ['a quoted code', 'authorization code "abc" not found', 'authorization code […] not found'],
    [
      'a member of JSON',
      '{"refresh_token":"abc","scope":"openid"}',
      '{"refresh_token":[…],"scope":"openid"}',
    ],
    ['several pairs', 'id_token=a&state=b&nonce=c', 'id_token=[…]&state=[…]&nonce=[…]'],
    ['an e-mail address', 'User mia.kay@exampleco.com is not assigned', 'User […] is not assigned'],
    ['an encoded e-mail address', 'login for mia%40exampleco.com', 'login for […]'],
    ['a login hint', 'login_hint=mia', 'login_hint=[…]'],
    [
      'the query of an address',
      'GET https://login.example/authorize?client_id=a&state=b failed',
      'GET https://login.example/authorize?[…] failed',
    ],
    [
      'the fragment of an address',
      'https://abc.chromiumapp.org/#access_token=x',
      'https://abc.chromiumapp.org/?[…]',
    ],
    ['the password of an address', 'https://mia:secret@login.example/x', 'https://login.example/x'],
    ['a token in a path', `https://login.example/i/${VERIFIER}/go`, 'https://login.example/i/[…]/go'],
    [
      'a person in a path',
      'https://login.example/users/mia@exampleco.com',
      'https://login.example/users/[…]',
    ],
    ['an address of no server', 'data://?code=abc', '[…]'],
  ])('%s', (_, text, expected) => {
    expect(withoutSecrets(text)).toBe(expected)
  })

  it('control and direction characters, and line breaks', () => {
    expect(withoutSecrets('a\u202egpj.exe\u202c\u0000\u0007\u200b\r\nb\u2028c\u061cd')).toBe(
      'a gpj.exe b c d',
    )
  })

  it('what is more than 300 characters', () => {
    const detail = withoutSecrets('word '.repeat(10_000))
    expect(detail).toHaveLength(300)
    expect(detail.endsWith('…')).toBe(true)
  })

  it('the first half of a token that is cut off', () => {
    const text = `https://a.example/?${'x'.repeat(3_965)} ${VERIFIER}`
    expect(withoutSecrets(text)).not.toContain(VERIFIER.slice(0, 8))
  })

  it('nothing twice: what is clean stays as it is', () => {
    const once = withoutSecrets(`code=abc ${JWT} https://login.example/authorize?x=y mia@exampleco.com`)
    expect(withoutSecrets(once)).toBe(once)
  })
})

describe('withoutSecrets keeps', () => {
  it.each([
    'PKCE with S256 is not offered',
    'the issuer calls itself https://login.example',
    'the issuer calls itself HTTPS://login.example/',
    'the issuer calls itself https://login.example/tenant/v2.0',
    'invalid_client: AADSTS50011: the redirect URI https://abc.chromiumapp.org/ is not registered',
    'Trace ID: 1b6fd4f2-8f3b-4a43-9d6b-2c1f4a5e6d00',
    'unsupported_response_mode_for_this_client',
    'token_endpoint is missing or no https address',
    '/timesheets: unexpected shape',
    'error code: 50011',
    'HTTP status code: 404',
    '"response" content-type must be application/json',
    'unexpected JWT "iss" (issuer) claim value',
    'the ID token was refused: its at_hash is not that of the access token',
    'Basic authentication is required',
  ])('%s', (text) => {
    expect(withoutSecrets(text)).toBe(text)
  })
})

it('no failure carries a secret: its detail is made safe where it is made', () => {
  expect(new AppError('sign-in-refused', { detail: `code=abc ${JWT}` }).detail).toBe('code=[…] […]')
  expect(new AppError('sign-in-refused').detail).toBeNull()
  expect(new AppError('sign-in-refused', { detail: '\u202e' }).detail).toBeNull()
})
