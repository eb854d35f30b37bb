import { expect, it, vi } from 'vitest'

const queryState = vi.fn<(seconds: number) => Promise<'active' | 'idle' | 'locked'>>()
vi.mock('webextension-polyfill', () => ({ default: { idle: { queryState } } }))
const { readActivity } = await import('./activity.ts')

it.each([
  ['active', { afterOneMinute: 'active', afterTen: 'active' }],
  ['quiet', { afterOneMinute: 'idle', afterTen: 'active' }],
  ['idle', { afterOneMinute: 'idle', afterTen: 'idle' }],
  ['locked', { afterOneMinute: 'locked', afterTen: 'locked' }],
] as const)('somebody is %s who is %j to the browser', async (activity, { afterOneMinute, afterTen }) => {
  queryState.mockImplementation(async (seconds) => (seconds === 600 ? afterTen : afterOneMinute))
  expect(await readActivity()).toBe(activity)
  expect(queryState.mock.calls.every(([seconds]) => seconds === 60 || seconds === 600)).toBe(true)
})
