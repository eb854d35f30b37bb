import { describe, expect, it } from 'vitest'
import { dueReminder, nextReminderAt, type ReminderPreferences } from './reminders.ts'

const NONE: ReminderPreferences = {
  deadline: { isOn: false, weekday: 5, time: '15:00' },
  approvals: { isOn: false, weekday: 1, time: '10:00' },
  daily: { isOn: false, weekdays: [1, 2, 3, 4, 5], time: '17:00', underMinutes: 480 },
}
const deadlineAt = (weekday: number, time: string) => ({
  ...NONE,
  deadline: { isOn: true, weekday, time },
})
const dailyAt = (time: string, weekdays = [1, 2, 3, 4, 5, 6, 7]) => ({
  ...NONE,
  daily: { ...NONE.daily, isOn: true, weekdays, time },
})
const BOTH = { ...NONE, deadline: deadlineAt(5, '15:00').deadline, daily: dailyAt('17:00').daily }

const ms = (instant: string) => Date.parse(instant)
const nextAt = (preferences: ReminderPreferences, now: string, zone: string) => {
  const next = nextReminderAt(preferences, ms(now), zone)
  return next === null ? null : new Date(next).toISOString().replace('.000', '')
}

describe('the next time', () => {
  it('is none when none is wanted', () => {
    expect(nextAt(NONE, '2026-11-20T12:00:00Z', 'Europe/Berlin')).toBeNull()
    expect(nextAt(dailyAt('17:00', []), '2026-11-20T12:00:00Z', 'Europe/Berlin')).toBeNull()
  })

  it.each([
    // A Friday; 15:00 in Berlin is 14:00 UTC in winter.
    ['before it', '2026-11-20T13:59:00Z', '2026-11-20T14:00:00Z'],
    ['at it, a week later', '2026-11-20T14:00:00Z', '2026-11-27T14:00:00Z'],
    ['after it, a week later', '2026-11-20T18:00:00Z', '2026-11-27T14:00:00Z'],
    [
      'over the change to summer time, at the same time of the day',
      '2026-03-27T18:00:00Z',
      '2026-04-03T13:00:00Z',
    ],
  ])('of a weekly deadline, %s', (_, now, expected) => {
    expect(nextAt(deadlineAt(5, '15:00'), now, 'Europe/Berlin')).toBe(expected)
  })

  it('is the earlier of both kinds, and of the weekdays that were chosen', () => {
    expect(nextAt(BOTH, '2026-11-20T10:00:00Z', 'UTC')).toBe('2026-11-20T15:00:00Z')
    expect(nextAt(BOTH, '2026-11-20T15:00:00Z', 'UTC')).toBe('2026-11-20T17:00:00Z')
    expect(nextAt(dailyAt('17:00', [1]), '2026-11-20T10:00:00Z', 'UTC')).toBe('2026-11-23T17:00:00Z')
  })

  it.each([
    // Clocks go from 02:00 to 03:00 on 29 March.
    ['Berlin, left out', dailyAt('02:30'), '2026-03-29T00:00:00Z', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    // Clocks go from 03:00 back to 02:00 on 25 October.
    [
      'Berlin, twice: the first',
      dailyAt('02:30'),
      '2026-10-24T23:00:00Z',
      'Europe/Berlin',
      '2026-10-25T00:30:00Z',
    ],
    [
      'Berlin, twice: not again',
      dailyAt('02:30'),
      '2026-10-25T00:30:00Z',
      'Europe/Berlin',
      '2026-10-26T01:30:00Z',
    ],
    // Clocks went from 00:00 to 01:00 on 4 November.
    [
      'São Paulo, no midnight',
      dailyAt('00:00'),
      '2018-11-03T12:00:00Z',
      'America/Sao_Paulo',
      '2018-11-04T03:00:00Z',
    ],
    // Clocks went from 00:00 back to 23:00 of 17 February.
    [
      'São Paulo, 23:30 twice',
      dailyAt('23:30'),
      '2018-02-18T01:00:00Z',
      'America/Sao_Paulo',
      '2018-02-18T01:30:00Z',
    ],
    ['Honolulu', deadlineAt(5, '15:00'), '2026-11-20T23:00:00Z', 'Pacific/Honolulu', '2026-11-21T01:00:00Z'],
    [
      'Kiritimati',
      deadlineAt(1, '09:00'),
      '2026-11-22T12:00:00Z',
      'Pacific/Kiritimati',
      '2026-11-22T19:00:00Z',
    ],
    // There was no 31 December, a Saturday.
    [
      'Kiritimati, no Saturday',
      dailyAt('17:00', [6]),
      '1994-12-31T09:00:00Z',
      'Pacific/Kiritimati',
      '1995-01-07T03:00:00Z',
    ],
  ])('in %s', (_, preferences, now, zone, expected) => {
    expect(nextAt(preferences, now, zone)).toBe(expected)
  })
})

const UNDONE = { isWeekDone: false, minutesToday: 0, waiting: 0 }
const DONE = { isWeekDone: true, minutesToday: 480, waiting: 0 }
const memory = (lookedAt: string, remindedOn: string | null = null) => ({
  lookedAtMs: ms(lookedAt),
  remindedOn,
})

/** On Friday, 20 November 2026, in UTC; a time stands for that day. */
const dueAt = (time: string, since = memory('2026-11-20T08:00:00Z'), undone = UNDONE) =>
  dueReminder(BOTH, since, undone, ms(`2026-11-20T${time}:00Z`), 'UTC')

describe('what is due', () => {
  it('is nothing before its time, and the deadline from then on', () => {
    expect(dueAt('14:59')).toBeNull()
    expect(dueAt('15:00')).toBe('deadline')
    expect(dueAt('23:00')).toBe('deadline')
  })

  it('is said once, and no other after it on the same day', () => {
    const after = memory('2026-11-20T15:00:00Z', '2026-11-20')
    expect(dueAt('15:01', after)).toBeNull()
    expect(dueAt('17:00', after)).toBeNull()
    const nextDay = ms('2026-11-21T17:00:00Z')
    expect(dueReminder(BOTH, after, UNDONE, nextDay, 'UTC')).toBe('daily')
  })

  it('is nothing when there is nothing to do', () => {
    expect(dueAt('17:00', undefined, DONE)).toBeNull()
    expect(dueAt('17:00', undefined, { ...DONE, minutesToday: 479 })).toBe('daily')
    expect(dueAt('15:00', undefined, { ...DONE, minutesToday: 0 })).toBeNull()
  })

  it('of a day that was slept through is not said on the next', () => {
    const thursday = memory('2026-11-19T08:00:00Z')
    const preferences = deadlineAt(5, '15:00')
    expect(dueReminder(preferences, thursday, UNDONE, ms('2026-11-21T09:00:00Z'), 'UTC')).toBeNull()
    expect(dueReminder(preferences, thursday, UNDONE, ms('2026-11-20T23:59:00Z'), 'UTC')).toBe('deadline')
  })

  it('is not what was due before the wish for it', () => {
    expect(dueAt('15:30', memory('2026-11-20T15:10:00Z'))).toBeNull()
  })

  it('is said on the day of the user, not of UTC', () => {
    const looked = memory('2026-11-20T20:00:00Z')
    const now = ms('2026-11-21T01:00:00Z')
    expect(dueReminder(deadlineAt(5, '15:00'), looked, UNDONE, now, 'Pacific/Honolulu')).toBe('deadline')
    expect(dueReminder(deadlineAt(5, '15:00'), looked, UNDONE, now, 'UTC')).toBeNull()
  })

  it('is said once where clocks are set back over its time', () => {
    const first = ms('2026-10-25T00:30:00Z')
    const before = memory('2026-10-24T22:00:00Z')
    expect(dueReminder(dailyAt('02:30'), before, UNDONE, first, 'Europe/Berlin')).toBe('daily')
    const after = { lookedAtMs: first, remindedOn: null }
    expect(
      dueReminder(dailyAt('02:30'), after, UNDONE, ms('2026-10-25T01:30:00Z'), 'Europe/Berlin'),
    ).toBeNull()
  })
})

describe('what waits for approval', () => {
  const preferences = { ...NONE, approvals: { isOn: true, weekday: 5, time: '10:00' } }
  const looked = { lookedAtMs: ms('2026-11-20T09:00:00Z'), remindedOn: null }
  const dueAt = (waiting: number, now = '2026-11-20T10:00:00Z') =>
    dueReminder(preferences, looked, { ...DONE, waiting }, ms(now), 'UTC')

  it('is reminded of on its day and from its time on, and not where nothing waits', () => {
    expect(dueAt(3)).toBe('approvals')
    expect(dueAt(3, '2026-11-20T09:59:00Z')).toBeNull()
    expect(dueAt(0)).toBeNull()
    expect(nextAt(preferences, '2026-11-20T12:00:00Z', 'UTC')).toBe('2026-11-27T10:00:00Z')
  })
})
