import { describe, expect, it } from 'vitest'
import type { TimerWork } from './timer.ts'
import { entriesOf } from './timer-entries.ts'

const WORK: TimerWork = {
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: ['workshop'],
  note: 'design review',
  billable: true,
}

/** Where and when (with the offset that holds there then), and what is booked: day, start, minutes. */
type Row = readonly [what: string, timeZone: string, stretches: string, booked: string]

const CASES: readonly Row[] = [
  // Lengths
  ['an hour', 'Europe/Berlin', '2026-11-20T09:00+01:00 10:00', '2026-11-20 09:00 60'],
  ['less than half a minute', 'Europe/Berlin', '2026-11-20T09:00:10+01:00 09:00:30', '2026-11-20 09:00 1'],
  ['nothing at all', 'Europe/Berlin', '2026-11-20T09:00:59+01:00 09:00:59', '2026-11-20 09:00 1'],
  ['a minute and a half', 'Europe/Berlin', '2026-11-20T09:00:10+01:00 09:01:40', '2026-11-20 09:00 2'],
  ['less than that', 'Europe/Berlin', '2026-11-20T09:00:10+01:00 09:01:39.999', '2026-11-20 09:00 1'],
  // Pauses
  [
    'with a pause',
    'Europe/Berlin',
    '2026-11-20T09:00+01:00 10:00, 2026-11-20T13:00+01:00 14:30',
    '2026-11-20 09:00 150',
  ],
  [
    'two half minutes are one',
    'Europe/Berlin',
    '2026-11-20T09:00+01:00 09:00:30, 2026-11-20T13:00+01:00 13:00:30',
    '2026-11-20 09:00 1',
  ],
  [
    'paused over midnight',
    'Europe/Berlin',
    '2026-11-20T23:00+01:00 23:30, 2026-11-21T08:15+01:00 09:00',
    '2026-11-20 23:00 30, 2026-11-21 08:15 45',
  ],
  [
    'paused over a weekend',
    'America/Sao_Paulo',
    '2026-11-20T16:00-03:00 18:00, 2026-11-23T09:00-03:00 10:00',
    '2026-11-20 16:00 120, 2026-11-23 09:00 60',
  ],
  // Midnight
  [
    'over midnight',
    'Europe/Berlin',
    '2026-11-20T23:15+01:00 2026-11-21T00:30+01:00',
    '2026-11-20 23:15 45, 2026-11-21 00:00 30',
  ],
  ['until midnight', 'Europe/Berlin', '2026-11-20T23:15+01:00 2026-11-21T00:00+01:00', '2026-11-20 23:15 45'],
  ['from midnight', 'Europe/Berlin', '2026-11-21T00:00+01:00 00:20', '2026-11-21 00:00 20'],
  [
    'some seconds before midnight',
    'Europe/Berlin',
    '2026-11-20T23:59:50+01:00 2026-11-21T00:30+01:00',
    '2026-11-21 00:00 30',
  ],
  [
    'some seconds on both sides',
    'Europe/Berlin',
    '2026-11-20T23:59:50+01:00 2026-11-21T00:00:10+01:00',
    '2026-11-21 00:00 1',
  ],
  [
    'half a minute on both sides, together one',
    'Europe/Berlin',
    '2026-11-20T23:59:30+01:00 2026-11-21T00:00:30+01:00',
    '2026-11-20 23:59 1',
  ],
  [
    'over a day',
    'Europe/Berlin',
    '2026-11-19T22:00+01:00 2026-11-21T01:00+01:00',
    '2026-11-19 22:00 120, 2026-11-20 00:00 1440, 2026-11-21 00:00 60',
  ],
  [
    'over the turn of the year',
    'Pacific/Honolulu',
    '2026-12-31T23:00-10:00 2027-01-01T00:45-10:00',
    '2026-12-31 23:00 60, 2027-01-01 00:00 45',
  ],
  // The edges of the world: one and the same hour.
  [
    'at UTC+14',
    'Pacific/Kiritimati',
    '2026-11-20T23:30+14:00 2026-11-21T00:30+14:00',
    '2026-11-20 23:30 30, 2026-11-21 00:00 30',
  ],
  [
    'at UTC-10, then',
    'Pacific/Honolulu',
    '2026-11-19T23:30-10:00 2026-11-20T00:30-10:00',
    '2026-11-19 23:30 30, 2026-11-20 00:00 30',
  ],
  ['in Berlin, then', 'Europe/Berlin', '2026-11-20T10:30+01:00 11:30', '2026-11-20 10:30 60'],
  // Berlin, summer time begins: from 2:00 to 3:00 there is nothing.
  [
    'over the hour that is left out',
    'Europe/Berlin',
    '2026-03-29T01:30+01:00 2026-03-29T03:30+02:00',
    '2026-03-29 01:30 60',
  ],
  [
    'a whole day of 23 hours',
    'Europe/Berlin',
    '2026-03-29T00:00+01:00 2026-03-30T00:00+02:00',
    '2026-03-29 00:00 1380',
  ],
  [
    'from the evening before',
    'Europe/Berlin',
    '2026-03-28T23:00+01:00 2026-03-29T04:00+02:00',
    '2026-03-28 23:00 60, 2026-03-29 00:00 180',
  ],
  // Berlin, summer time ends: from 2:00 to 3:00 comes twice.
  [
    'over the hour that comes twice',
    'Europe/Berlin',
    '2026-10-25T01:30+02:00 2026-10-25T03:30+01:00',
    '2026-10-25 01:30 180',
  ],
  [
    'within it, from the first to the second',
    'Europe/Berlin',
    '2026-10-25T02:30+02:00 2026-10-25T02:30+01:00',
    '2026-10-25 02:30 60',
  ],
  [
    'in its second half alone',
    'Europe/Berlin',
    '2026-10-25T02:15+01:00 2026-10-25T02:45+01:00',
    '2026-10-25 02:15 30',
  ],
  [
    'a whole day of 25 hours, of which 24 can be booked',
    'Europe/Berlin',
    '2026-10-25T00:00+02:00 2026-10-26T00:00+01:00',
    '2026-10-25 00:00 1440',
  ],
  [
    'over the end of that day',
    'Europe/Berlin',
    '2026-10-25T20:00+01:00 2026-10-26T00:30+01:00',
    '2026-10-25 20:00 240, 2026-10-26 00:00 30',
  ],
  // São Paulo, where summer time began at midnight until 2018: that day had no first hour.
  [
    'into a day that begins at one',
    'America/Sao_Paulo',
    '2018-11-03T23:30-03:00 2018-11-04T01:30-02:00',
    '2018-11-03 23:30 30, 2018-11-04 01:00 30',
  ],
  [
    'a whole day that begins at one',
    'America/Sao_Paulo',
    '2018-11-04T01:00-02:00 2018-11-05T00:00-02:00',
    '2018-11-04 01:00 1380',
  ],
  // And ended at midnight until 2019: that day had its last hour twice.
  [
    'out of a day whose last hour comes twice',
    'America/Sao_Paulo',
    '2019-02-16T22:30-02:00 2019-02-17T00:30-03:00',
    '2019-02-16 22:30 150, 2019-02-17 00:00 30',
  ],
  [
    'from the first last hour to the second',
    'America/Sao_Paulo',
    '2019-02-16T23:30-02:00 2019-02-16T23:30-03:00',
    '2019-02-16 23:30 60',
  ],
  // São Paulo as it is today, and Honolulu, have none of that.
  [
    'on the days on which São Paulo changes no more',
    'America/Sao_Paulo',
    '2026-10-17T23:00-03:00 2026-10-18T02:00-03:00',
    '2026-10-17 23:00 60, 2026-10-18 00:00 120',
  ],
  [
    'on a day that an island left out',
    'Pacific/Apia',
    '2011-12-29T23:00-10:00 2011-12-31T01:00+14:00',
    '2011-12-29 23:00 60, 2011-12-31 00:00 60',
  ],
]

function pointInTime(text: string, begin: string): number {
  const full = text.includes('T') ? text : `${begin.slice(0, 11)}${text}${begin.slice(-6)}`
  return Temporal.Instant.from(full).epochMilliseconds
}

describe('a timer is booked', () => {
  it.each(CASES)('%s (%s)', (_, timeZone, times, booked) => {
    const stretches = times.split(', ').map((stretch) => {
      const [from = '', to = ''] = stretch.split(' ')
      return { fromMs: pointInTime(from, from), toMs: pointInTime(to, from) }
    })
    const entries = entriesOf(stretches, WORK, timeZone)
    expect(entries.map(({ date, start, minutes }) => `${date} ${start} ${minutes}`).join(', ')).toBe(booked)
    expect(entries[0]).toMatchObject(WORK)
  })
})
