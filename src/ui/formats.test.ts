import { describe, expect, it } from 'vitest'
import { bookingOf, bookingText, createFormats, isolate } from './formats.ts'

describe('createFormats', () => {
  const british = createFormats('en-GB', 'Europe/Berlin', '2026')
  const american = createFormats('en-US', 'America/Los_Angeles', '2026')
  const german = createFormats('de', 'Europe/Berlin', '2026')

  it('writes a calendar day the same in every time zone', () => {
    expect(british.day('2026-11-20')).toBe('Fri 20 Nov')
    expect(american.day('2026-11-20')).toBe('Fri, Nov 20')
    expect(german.day('2026-11-20')).toBe('Fr., 20. Nov.')
    expect(british.day('2017-05-10')).toBe('10 May 2017')
    expect(german.day('2025-12-31')).toBe('31. Dez. 2025')
    expect(german.longDay('2026-11-20')).toBe('Freitag, 20. November')
    expect(german.dayLetter('2026-11-18')).toBe('M')
  })

  it('writes a moment in the time zone of the device', () => {
    const moment = Date.parse('2026-11-20T13:02:00Z')
    expect(german.time(moment)).toBe('14:02')
    expect(american.time(moment).replace(/\s/, ' ')).toBe('5:02 AM')
  })

  it('writes a range of a day as clocks show it, in no time zone', () => {
    expect(german.timeRange('09:00', 150)).toMatch(/^0?9:00\s?–\s?11:30( Uhr)?$/)
    expect(british.timeRange('22:30', 90)).toBe('22:30 – 0:00')
    expect(american.timeRange('09:00', 150).replace(/\s+/g, ' ')).toBe('9:00 – 11:30 AM')
    expect(american.timeRange('09:00', 300).replace(/\s+/g, ' ')).toBe('9:00 AM – 2:00 PM')
  })

  it('writes a span of days, with the year where it is another', () => {
    const spaced = (text: string) => text.replaceAll(/[\u2009\u202f]/g, ' ')
    expect(spaced(american.days('2026-11-16', '2026-11-22'))).toBe('Nov 16 – 22')
    expect(spaced(german.days('2026-11-16', '2026-11-22'))).toBe('16.–22. Nov.')
    expect(spaced(american.days('2026-12-28', '2027-01-03'))).toBe('Dec 28, 2026 – Jan 3, 2027')
  })

  it('writes a time of day, which has no time zone, and a share', () => {
    expect(american.clock('09:30').replace(/\s/, ' ')).toBe('9:30 AM')
    expect([german.clock('09:30'), german.clock('24:00')]).toEqual(['9:30', '0:00'])
    expect(german.percent(0.384).replace(/\s/, ' ')).toBe('38 %')
  })

  it('knows which number takes the singular', () => {
    expect([0, 1, 2].map(british.isOne)).toEqual([false, true, false])
    expect(german.count(1500)).toBe('1.500')
  })
})

describe('isolate', () => {
  it('takes direction controls out, so that a name cannot turn the sentence around it', () => {
    expect(isolate('a\u202egpj.exe')).toBe('\u2068agpj.exe\u2069')
  })
})

describe('bookingOf', () => {
  const projects = [{ id: 'p1', name: 'Web', client: 'Acme', tasks: [], archived: false }]

  it('keeps the name under which an entry was booked, and adds the client', () => {
    const booking = bookingOf({ project: 'Website', projectId: 'p1' }, projects)
    expect(booking).toEqual({ client: 'Acme', project: 'Website' })
    expect(booking && bookingText(booking)).toBe('\u2068Acme / Website\u2069')
  })

  it('keeps a name that nobody knows', () => {
    expect(bookingOf({ project: 'Old', projectId: null }, projects)).toEqual({ client: null, project: 'Old' })
  })

  it('is null for an entry without a project', () => {
    expect(bookingOf({ project: null, projectId: null }, projects)).toBeNull()
  })
})
