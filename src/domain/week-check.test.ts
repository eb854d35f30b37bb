import { describe, expect, it } from 'vitest'
import { type CheckedEntry, checkWeek } from './week-check.ts'

const [MON, TUE, WED, THU, FRI, SUN] = [
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-29',
] as const
const FULL = { targetMinutes: 2400, dayTargetMinutes: 480 }

let count = 0
function entry(date: string, minutes: number, more: Partial<CheckedEntry> = {}): CheckedEntry {
  count += 1
  return {
    id: `e${count}`,
    date,
    start: null,
    minutes,
    project: 'Website',
    status: 'draft',
    sync: 'sent',
    ...more,
  }
}
const whole = () => [MON, TUE, WED, THU, FRI].map((date) => entry(date, 480))
const findings = (entries: readonly CheckedEntry[], today: string = SUN, targets = FULL) =>
  checkWeek('2026-W48', entries, { ...targets, today })

it('a week that holds what it should has no finding', () => {
  expect(findings(whole())).toEqual([])
})

describe('gaps', () => {
  it('are the days that are short or empty, after what is missing in all', () => {
    expect(findings([entry(MON, 480), entry(TUE, 300), entry(THU, 480), entry(FRI, 480)])).toEqual([
      { kind: 'short-week', minutes: 1740, targetMinutes: 2400 },
      { kind: 'short-day', date: TUE, minutes: 300, targetMinutes: 480 },
      { kind: 'empty-day', date: WED, minutes: 0, targetMinutes: 480 },
    ])
  })

  it('are none where a longer day makes up for a short one', () => {
    expect(findings([...whole().slice(2), entry(MON, 420), entry(TUE, 540)])).toEqual([])
  })

  it('are an empty day whatever the others hold', () => {
    const rest = [MON, TUE, WED, THU].map((date) => entry(date, 600))
    expect(findings(rest)).toEqual([{ kind: 'empty-day', date: FRI, minutes: 0, targetMinutes: 480 }])
  })

  it('are not looked for in days to come', () => {
    expect(findings([entry(MON, 480), entry(TUE, 480)], TUE)).toEqual([])
    expect(findings([entry(MON, 480)], TUE)).toEqual([
      { kind: 'short-week', minutes: 480, targetMinutes: 960 },
      { kind: 'empty-day', date: TUE, minutes: 0, targetMinutes: 480 },
    ])
    expect(findings([], '2026-11-22')).toEqual([])
  })

  it('follow the target: what the week has left is the target of its last day', () => {
    const partTime = { targetMinutes: 1200, dayTargetMinutes: 480 }
    expect(findings([entry(MON, 480), entry(TUE, 480), entry(WED, 240)], SUN, partTime)).toEqual([])
    expect(findings([entry(MON, 480), entry(TUE, 480), entry(WED, 200)], SUN, partTime)).toEqual([
      { kind: 'short-week', minutes: 1160, targetMinutes: 1200 },
      { kind: 'short-day', date: WED, minutes: 200, targetMinutes: 240 },
    ])
  })

  it('are none where there is no target', () => {
    expect(findings([], SUN, { targetMinutes: 0, dayTargetMinutes: 0 })).toEqual([])
  })
})

it('entries that overlap are named, the later one', () => {
  const [, ...rest] = whole()
  const [a, b] = [entry(MON, 240, { start: '09:00' }), entry(MON, 240, { start: '12:00' })]
  expect(findings([a, b, ...rest])).toEqual([{ kind: 'overlap', date: MON, entryId: b.id, minutes: 60 }])
})

it.each([
  ['without project', { project: null }, 'no-project'],
  ['that waits for a person', { sync: 'attention' }, 'attention'],
  ['in conflict', { sync: 'conflict' }, 'attention'],
  ['rejected and not changed since', { status: 'rejected' }, 'rejected'],
] as const)('an entry %s is named', (_, more, kind) => {
  const [, ...rest] = whole()
  const one = entry(MON, 480, more)
  expect(findings([one, ...rest])).toEqual([{ kind, date: MON, entryId: one.id }])
})

it('entries that are not sent yet are counted', () => {
  const [, , ...rest] = whole()
  const [a, b] = [entry(MON, 480, { sync: 'waiting' }), entry(TUE, 480, { sync: 'sending' })]
  expect(findings([a, b, ...rest])).toEqual([{ kind: 'unsent', date: MON, entryId: a.id, count: 2 }])
})

it('what must be settled comes before what could be better', () => {
  const kinds = findings([entry(MON, 60, { project: null }), entry(TUE, 60, { sync: 'attention' })], TUE)
  expect(kinds.map(({ kind }) => kind)).toEqual([
    'attention',
    'short-week',
    'short-day',
    'short-day',
    'no-project',
  ])
})
