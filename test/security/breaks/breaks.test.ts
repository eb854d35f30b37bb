import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../src/demo/paths.ts'
import { BREAKS, findMisplaced } from './list.ts'

const CASES = 40
/** Of the OpenID Foundation's suite. */
const MODULES = [
  'invalid-iss',
  'invalid-aud',
  'missing-aud',
  'nonce-invalid',
  'missing-sub',
  'missing-iat',
  'kid-absent-single-jwks',
  'kid-absent-multiple-jwks',
  'idtoken-sig-rs256',
  'idtoken-sig-none',
  'invalid-sig-rs256',
  'invalid-sig-es256',
  'invalid-sig-hs256',
  'userinfo-invalid-sub',
  'scope-userinfo-claims',
  'userinfo-bearer-header',
  'refresh-token',
  'refresh-token-invalid-issuer',
  'refresh-token-invalid-sub',
  'discovery-openid-config',
  'discovery-jwks-uri-keys',
  'discovery-issuer-mismatch',
  'signing-key-rotation',
  'signing-key-rotation-just-before-signing',
  'rp-init-logout',
  'FAPI 2: missing iss',
  'FAPI 2: wrong iss',
  'FAPI 2: missing state',
  'FAPI 2: wrong state',
  'FAPI 2: two refreshes in a row',
  'FAPI 2: token type in any case',
  'FAPI 2: aud as an array',
  'FAPI 2: no expires_in',
]

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}

describe('the list of breaks', () => {
  it('finds each text exactly once in its file', () => {
    expect(findMisplaced(BREAKS)).toEqual([])
  })

  it('names each test in words that stand in its file', () => {
    expect(BREAKS.filter(({ test, name }) => !textOf(test).includes(name))).toEqual([])
  })

  it('has a break for each case and each module, and for nothing else', () => {
    const numbers = Array.from({ length: CASES }, (_, index) => String(index + 1))
    expect(new Set(BREAKS.map((one) => one.case))).toEqual(new Set([...numbers, ...MODULES]))
  })

  it.each(MODULES)('has one whose test names %s', (module) => {
    // Not as the beginning of another module's name.
    const name = new RegExp(`${module}(?![\\w-])`)
    const tests = BREAKS.filter((one) => one.case === module).map(({ test }) => test)
    expect(tests.filter((test) => !name.test(textOf(test)))).toEqual([])
  })
})
