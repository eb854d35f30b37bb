import { expect, it } from 'vitest'
import { readPreferences } from './preferences.ts'

it.each([
  [undefined, true],
  [null, true],
  ['nonsense', true],
  [{}, true],
  [{ usePageContext: 'no' }, true],
  [{ usePageContext: true }, true],
  [{ usePageContext: false }, false],
  [{ usePageContext: false, ofALaterVersion: 1 }, false],
])('of what is stored as %j, the page is used: %s', (stored, usePageContext) => {
  expect(readPreferences(stored)).toEqual({ usePageContext })
})
