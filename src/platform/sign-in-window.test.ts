import { expect, it } from 'vitest'
import { codeOfWindowEnd } from './sign-in-window.ts'

it.each([
  ['Chromium, closed', new Error('The user did not approve access.'), 'sign-in-cancelled'],
  ['Firefox, closed', { message: 'User cancelled or denied access.' }, 'sign-in-cancelled'],
  ['a page that does not load', new Error('Authorization page could not be loaded.'), 'sign-in-page-failed'],
  ['a page that loads for ever', new Error('Authorization page load timed out.'), 'sign-in-page-failed'],
  [
    'no window',
    new Error("Couldn't create a browser window to display an authorization page."),
    'sign-in-window-failed',
  ],
  ['a browser that closes', new Error('The browser context has been shut down'), 'sign-in-window-failed'],
  ['an incognito window', new Error('Identity API is disabled in incognito windows.'), 'private-window'],
  ['words of another browser', new Error('No.'), 'sign-in-cancelled'],
  ['no words at all', undefined, 'sign-in-cancelled'],
])('%s (case 15)', (_, cause, code) => {
  expect(codeOfWindowEnd(cause)).toBe(code)
})
