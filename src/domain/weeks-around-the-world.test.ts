import { expect, it } from 'vitest'
import { addDays, weekOf } from './local-date.ts'

/** The calendar day there at a moment, and the week around it, on the days on which clocks change or dates part. */
it.each([
  // UTC+14 and UTC-10: at the same moment two days apart in name, and here two weeks.
  ['2026-11-22T10:00:00Z', 'Pacific/Kiritimati', '2026-11-23', '2026-11-23', '2026-11-29'],
  ['2026-11-22T10:00:00Z', 'Pacific/Honolulu', '2026-11-22', '2026-11-16', '2026-11-22'],
  ['2026-11-23T09:59:59Z', 'Pacific/Honolulu', '2026-11-22', '2026-11-16', '2026-11-22'],
  ['2026-11-23T10:00:00Z', 'Pacific/Honolulu', '2026-11-23', '2026-11-23', '2026-11-29'],
  // Berlin loses an hour, and has one twice: both on a Sunday, the last day of its week.
  ['2026-03-28T23:30:00Z', 'Europe/Berlin', '2026-03-29', '2026-03-23', '2026-03-29'],
  ['2026-03-29T21:59:00Z', 'Europe/Berlin', '2026-03-29', '2026-03-23', '2026-03-29'],
  ['2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30', '2026-03-30', '2026-04-05'],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25', '2026-10-19', '2026-10-25'],
  ['2026-10-25T22:59:00Z', 'Europe/Berlin', '2026-10-25', '2026-10-19', '2026-10-25'],
  ['2026-10-25T23:00:00Z', 'Europe/Berlin', '2026-10-26', '2026-10-26', '2026-11-01'],
  // São Paulo skipped midnight itself: 4 November 2018 began at one o'clock. On 17 February it had that hour twice.
  ['2018-11-04T02:59:00Z', 'America/Sao_Paulo', '2018-11-03', '2018-10-29', '2018-11-04'],
  ['2018-11-04T03:00:00Z', 'America/Sao_Paulo', '2018-11-04', '2018-10-29', '2018-11-04'],
  ['2018-11-05T02:00:00Z', 'America/Sao_Paulo', '2018-11-05', '2018-11-05', '2018-11-11'],
  ['2019-02-17T02:30:00Z', 'America/Sao_Paulo', '2019-02-16', '2019-02-11', '2019-02-17'],
  ['2019-02-17T03:00:00Z', 'America/Sao_Paulo', '2019-02-17', '2019-02-11', '2019-02-17'],
])('%s in %s is %s, in the week from %s to %s', (moment, timeZone, day, monday, sunday) => {
  const today = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  expect(today).toBe(day)
  const week = weekOf(today)
  expect([week[0], week.at(-1), week.length]).toEqual([monday, sunday, 7])
  expect(addDays(monday, 7)).toBe(addDays(sunday, 1))
  expect(weekOf(addDays(today, -7))[0]).toBe(addDays(monday, -7))
})
