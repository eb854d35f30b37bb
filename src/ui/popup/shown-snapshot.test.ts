import { expect, it } from 'vitest'
import { approval, entry } from '../../../test/e2e/states/entries.ts'
import { atWork, managing } from '../../../test/e2e/states/snapshots.ts'
import { createShownSnapshot } from './shown-snapshot.ts'

const anew = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

it('keeps the rows that stayed the same, wherever they stand now', () => {
  const { snapshot, publish } = createShownSnapshot()
  const [a, b] = [entry({ id: 'a', tags: ['review'] }), entry({ id: 'b' })]
  publish(atWork({ entries: [a, b] }))
  publish(atWork(anew({ entries: [entry({ id: 'new' }), a, { ...b, version: 9 }] })))
  const entries = snapshot.value?.entries ?? []
  expect(entries.map(({ id, version }) => [id, version])).toEqual([
    ['new', 1],
    ['a', 1],
    ['b', 9],
  ])
  expect(entries[1]).toBe(a)
})

it('takes a row with one tag more for another one', () => {
  const { snapshot, publish } = createShownSnapshot()
  publish(atWork({ entries: [entry({ id: 'a', tags: ['review'] })] }))
  publish(atWork({ entries: [entry({ id: 'a', tags: ['review', 'ui'] })] }))
  expect(snapshot.value?.entries[0]?.tags).toEqual(['review', 'ui'])
})

it('keeps what waits for a decision, and what the person may do', () => {
  const { snapshot, can, publish } = createShownSnapshot()
  const waiting = approval('Ada', { id: 'a1' })
  const first = managing({ approvals: [waiting] })
  publish(first)
  publish(anew(first))
  expect(snapshot.value?.approvals?.[0]).toBe(waiting)
  expect(can.value).toBe(first.can)
  publish(anew({ ...first, can: { ...first.can, reject: false } }))
  expect(can.value?.reject).toBe(false)
})

it('has nothing before there is a snapshot, and after it is gone', () => {
  const { snapshot, projects, can, publish } = createShownSnapshot()
  expect([snapshot.value, projects.value, can.value]).toEqual([null, [], undefined])
  publish(atWork())
  publish(null)
  expect([snapshot.value, projects.value, can.value]).toEqual([null, [], undefined])
})
