import { describe, expect, it } from 'vitest'
import { readRedirect } from './redirect.ts'

const OURS = 'https://abc.chromiumapp.org/'

describe('readRedirect', () => {
  it('returns the parameters of our own redirect', () => {
    expect(Object.fromEntries(readRedirect(`${OURS}?code=c&state=s&iss=i`, OURS))).toEqual({
      code: 'c',
      state: 's',
      iss: 'i',
    })
  })

  it.each([
    ['another origin', 'https://evil.example/?code=c'],
    ['another path', 'https://abc.chromiumapp.org/other?code=c'],
    ['plain http', 'http://abc.chromiumapp.org/?code=c'],
    ['a fragment', `${OURS}?code=c#access_token=t`],
    ['an empty fragment', `${OURS}?code=c#`],
    ['a doubled code', `${OURS}?code=c&code=d`],
    ['a doubled state', `${OURS}?code=c&state=s&state=s`],
    ['an access token', `${OURS}?code=c&access_token=t`],
    ['an ID token', `${OURS}?code=c&id_token=t`],
    ['no URL', 'about:'],
  ])('%s is refused', (_, answer) => {
    expect(() => readRedirect(answer, OURS)).toThrow(expect.objectContaining({ code: 'sign-in-refused' }))
  })
})
