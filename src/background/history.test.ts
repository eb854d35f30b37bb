import { expect, it } from 'vitest'
import type { DecisionView } from '../contract/received-approval.ts'
import { readDecisions } from './history.ts'

const page = (count: number) =>
  Array.from(
    { length: count },
    (_, index): DecisionView => ({
      ...{ id: String(index), person: 'Ada', date: '2026-11-20', minutes: 60, project: null, note: '' },
      ...{ decision: 'approved', comment: null, at: '2026-11-21T12:00:00Z' },
    }),
  )

it('goes through all pages', async () => {
  const asked: unknown[] = []
  const pages = [
    { rows: page(2), next: { cursor: 'c' } },
    { rows: page(1), next: null },
  ]
  const listDecisions = async (query: unknown) => {
    asked.push(query)
    return pages.shift() ?? { rows: [], next: null }
  }
  expect(await readDecisions({ listDecisions })).toMatchObject({ decisions: { length: 3 }, truncated: false })
  expect(asked).toEqual([{ limit: '1000' }, { cursor: 'c' }])
})

it('ends with as many as anybody looks at, and says so; a list that leads nowhere ends, too', async () => {
  const endless = async () => ({ rows: page(1_000), next: { cursor: 'again' } })
  expect(await readDecisions({ listDecisions: endless })).toMatchObject({
    decisions: { length: 5_000 },
    truncated: true,
  })
  const empty = async () => ({ rows: [], next: { cursor: 'again' } })
  expect(await readDecisions({ listDecisions: empty })).toEqual({ decisions: [], truncated: false })
})
