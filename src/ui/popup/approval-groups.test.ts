import { describe, expect, it } from 'vitest'
import { approval } from '../../../test/e2e/states/entries.ts'
import { groupByPerson } from './approval-groups.ts'

describe('groupByPerson', () => {
  it('puts the entries of a person together, people by name, with totals', () => {
    const approvals = [
      approval('Zoe', { minutes: 60 }),
      approval('Ada', { minutes: 30 }),
      approval('Zoe', { minutes: 15 }),
    ]
    expect(groupByPerson(approvals).map(({ person, minutes }) => [person, minutes])).toEqual([
      ['Ada', 30],
      ['Zoe', 75],
    ])
  })

  it('names a person by the id where no name is known', () => {
    expect(groupByPerson([approval(null, { userId: 'auth0|17' })])[0]?.person).toBe('auth0|17')
  })
})
