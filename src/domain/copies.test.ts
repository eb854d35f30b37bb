import { describe, expect, it } from 'vitest'
import { copyOf, planCopies } from './copies.ts'
import type { Entry } from './entry.ts'
import { addDays } from './local-date.ts'

const TODAY = '2026-11-20'

function entry(date: string, note: string, more: Partial<Entry> = {}): Entry {
  return {
    id: `${date} ${note}`,
    userId: 'employee',
    date,
    start: null,
    minutes: 60,
    project: 'Website',
    projectId: 'p1',
    task: null,
    tags: ['a'],
    note,
    billable: true,
    status: 'approved',
    review: { by: 'mia', at: '2026-11-14T08:00:00Z', comment: null },
    version: 3,
    ...more,
  }
}

describe('copyOf', () => {
  it('takes the content alone', () => {
    expect(copyOf(entry('2026-11-13', 'review'), TODAY)).toEqual({
      date: TODAY,
      start: null,
      minutes: 60,
      project: 'Website',
      projectId: 'p1',
      task: null,
      tags: ['a'],
      note: 'review',
      billable: true,
    })
  })

  it.each([
    ['keeps its time of day on another day', '2026-11-19', '09:00'],
    ['has none on its own day, where it would overlap', '2026-11-13', null],
  ])('%s', (_, date, start) => {
    expect(copyOf(entry('2026-11-13', '', { start: '09:00' }), date).start).toBe(start)
  })
})

describe('planCopies', () => {
  const nextWeek = (date: string) => addDays(date, 7)
  const plan = (entries: readonly Entry[], existing: readonly Entry[]) => {
    const { copies, alreadyThere, toCome } = planCopies(entries, existing, nextWeek, TODAY)
    return {
      copies: copies.map(({ of, date }) => [of.note, date]),
      alreadyThere: alreadyThere.map(({ note }) => note),
      toCome: toCome.map(({ note }) => note),
    }
  }

  it('copies each to its weekday, up to today', () => {
    const entries = [entry('2026-11-09', 'mon'), entry('2026-11-13', 'fri'), entry('2026-11-14', 'sat')]
    expect(plan(entries, [])).toEqual({
      copies: [
        ['mon', '2026-11-16'],
        ['fri', '2026-11-20'],
      ],
      alreadyThere: [],
      toCome: ['sat'],
    })
  })

  it('leaves out what stands there already, one for one', () => {
    const twice = [entry('2026-11-09', 'standup'), entry('2026-11-09', 'standup', { id: 'second' })]
    expect(plan(twice, [entry('2026-11-16', 'standup')])).toEqual({
      copies: [['standup', '2026-11-16']],
      alreadyThere: ['standup'],
      toCome: [],
    })
  })

  it('copies what stands there with another content', () => {
    const existing = [entry('2026-11-16', 'standup', { minutes: 30 }), entry('2026-11-17', 'standup')]
    expect(plan([entry('2026-11-09', 'standup')], existing).copies).toEqual([['standup', '2026-11-16']])
  })
})
