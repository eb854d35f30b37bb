import { describe, expect, it } from 'vitest'
import { signedOut } from '../../../test/e2e/states/snapshots.ts'
import type { Account, SessionState } from '../../contract/snapshot.ts'
import { expectedStage, stageOf } from './stage.ts'

const EMPLOYEE: Account = { key: 'i|employee', name: 'Demo Employee', email: null }

describe('stageOf', () => {
  it.each<[SessionState, Account | null, string]>([
    ['unconfigured', null, 'unconfigured'],
    ['signed-out', null, 'signed-out'],
    ['signing-in', null, 'signing-in'],
    ['signing-in', EMPLOYEE, 'work'],
    ['signed-in', EMPLOYEE, 'work'],
    ['expired', EMPLOYEE, 'work'],
    ['expired', null, 'signed-out'],
  ])('%s with account %j is shown as %s', (session, account, stage) => {
    expect(stageOf(signedOut({ session, account }))).toBe(stage)
  })

  it('is loading before the first snapshot', () => {
    expect(stageOf(null)).toBe('loading')
  })
})

describe('expectedStage', () => {
  it.each<[string | null, string]>([
    ['work', 'work'],
    ['signed-out', 'signed-out'],
    [null, 'loading'],
    ['', 'loading'],
    ['a stage of an older version', 'loading'],
  ])('after %j it is %s', (noted, stage) => {
    expect(expectedStage(noted)).toBe(stage)
  })
})
