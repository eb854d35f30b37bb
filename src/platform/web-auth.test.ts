import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { askSilently } from './web-auth.ts'

const browser = vi.hoisted(() => ({
  identity: { launchWebAuthFlow: vi.fn() },
  runtime: { getURL: vi.fn() },
}))
vi.mock('webextension-polyfill', () => ({ default: browser }))

const URL = 'https://issuer.example/authorize'
const { launchWebAuthFlow } = browser.identity

beforeEach(() => {
  vi.useFakeTimers()
  browser.runtime.getURL.mockReturnValue('chrome-extension://abc/')
  launchWebAuthFlow.mockReset()
})
afterEach(() => vi.useRealTimers())

it('a silent flow that hangs ends after twelve seconds, whatever the browser does (case 18)', async () => {
  launchWebAuthFlow.mockReturnValue(new Promise(() => undefined))
  const answer = expect(askSilently(URL)).rejects.toMatchObject({ code: 'timed-out' })
  await vi.advanceTimersByTimeAsync(12_000)
  await answer
})

it('a silent flow opens no window, and Chromium is told how long to wait', async () => {
  launchWebAuthFlow.mockResolvedValue('https://abc.chromiumapp.org/?code=1')
  expect(await askSilently(URL)).toBe('https://abc.chromiumapp.org/?code=1')
  expect(launchWebAuthFlow).toHaveBeenCalledWith({
    url: URL,
    interactive: false,
    abortOnLoadForNonInteractive: false,
    timeoutMsForNonInteractive: 10_000,
  })
  expect(vi.getTimerCount()).toBe(0)
})

it('Firefox is told nothing that it does not know', async () => {
  browser.runtime.getURL.mockReturnValue('moz-extension://abc/')
  launchWebAuthFlow.mockResolvedValue('https://abc.extensions.allizom.org/?code=1')
  await askSilently(URL)
  expect(launchWebAuthFlow).toHaveBeenCalledWith({ url: URL, interactive: false })
})

it.each([
  ['User interaction required.', 'session-expired'],
  ['Requires user interaction', 'session-expired'],
  ['Authorization page could not be loaded.', 'issuer-unreachable'],
  ['Authorization page load timed out.', 'timed-out'],
  ['something nobody knows', 'issuer-unreachable'],
])('what the browser says, %s, means %s', async (message, code) => {
  launchWebAuthFlow.mockRejectedValue(new Error(message))
  await expect(askSilently(URL)).rejects.toMatchObject({ code })
})
