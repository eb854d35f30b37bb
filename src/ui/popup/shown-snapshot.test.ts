import { describe, expect, it } from 'vitest'
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

describe('an entry that is being stored', () => {
  const today = entry({ id: 'b', date: '2026-11-20' })
  const earlier = entry({ id: 'a', date: '2026-11-19' })
  const mine = entry({ id: 'c', date: '2026-11-19' })
  const ids = ({ snapshot }: Pick<Shown, 'snapshot'>) => snapshot.value?.entries.map(({ id }) => id)
  const begin = () => {
    const shown = createShownSnapshot()
    shown.publish(atWork({ entries: [today, earlier] }))
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    return { shown, saved: shown.saving(mine, () => promise), resolve, reject }
  }

  it('is shown in its place as soon as it is stored, and not before', () => {
    const { shown } = begin()
    expect(ids(shown)).toEqual(['b', 'a'])
    shown.noteStored('c')
    expect(ids(shown)).toEqual(['b', 'c', 'a'])
  })

  it('stays though a snapshot comes that was made before it was stored', () => {
    const { shown } = begin()
    shown.noteStored('c')
    shown.publish(atWork({ entries: [today, earlier] }))
    expect(ids(shown)).toEqual(['b', 'c', 'a'])
  })

  it('is not drawn anew when the snapshot brings it as it is, and once only', () => {
    const { shown } = begin()
    shown.noteStored('c')
    shown.publish(atWork(anew({ entries: [today, mine, earlier] })))
    expect(ids(shown)).toEqual(['b', 'c', 'a'])
    expect(shown.snapshot.value?.entries[1]).toBe(mine)
  })

  it.each(['resolve', 'reject'] as const)(
    'is what snapshots say of it from its answer on (%s)',
    async (end) => {
      const { shown, saved, ...ends } = begin()
      shown.noteStored('c')
      ends[end]()
      await saved.catch(() => undefined)
      shown.publish(atWork({ entries: [today] }))
      expect(ids(shown)).toEqual(['b'])
    },
  )

  it('is the snapshots’ to leave out once one has had it, as when it is deleted at once', () => {
    const { shown } = begin()
    shown.noteStored('c')
    shown.publish(atWork({ entries: [today, mine, earlier] }))
    shown.publish(atWork({ entries: [today, earlier] }))
    expect(ids(shown)).toEqual(['b', 'a'])
  })

  it('of a day that snapshots do not carry is not among their entries', () => {
    const { shown } = begin()
    void shown.saving(entry({ id: 'old', date: '2026-10-01' }), () => new Promise(() => undefined))
    shown.noteStored('old')
    expect(ids(shown)).toEqual(['b', 'a'])
  })

  it('is of this page: what another one stores comes with the snapshot', () => {
    const { shown } = begin()
    shown.noteStored('d')
    expect(ids(shown)).toEqual(['b', 'a'])
  })

  it('of somebody who has left is not shown, nor to whoever comes after', () => {
    const { shown } = begin()
    shown.publish(null)
    shown.noteStored('c')
    expect(shown.snapshot.value).toBeNull()
    const account = { key: 'issuer|another', name: 'Another', email: null }
    shown.publish(atWork({ account, entries: [] }))
    shown.noteStored('c')
    expect(ids(shown)).toEqual([])
  })
})

type Shown = ReturnType<typeof createShownSnapshot>
