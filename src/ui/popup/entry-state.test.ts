import { expect, it } from 'vitest'
import { stateOf } from './entry-state.ts'

it.each([
  ['conflict', 'rejected', 'conflict'],
  ['attention', 'rejected', 'attention'],
  ['sending', 'submitted', 'sending'],
  ['waiting', 'rejected', 'waiting'],
  ['sent', 'draft', 'sent'],
  ['sent', 'submitted', 'submitted'],
  ['sent', 'approved', 'approved'],
  ['sent', 'rejected', 'rejected'],
] as const)('an entry that is %s and %s is marked as %s', (sync, status, state) => {
  expect(stateOf({ sync, status })).toBe(state)
})
