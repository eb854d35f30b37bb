import { describe, expect, it } from 'vitest'
import { contextFor, meaning } from '../../test/support/capture-meaning.ts'

const british = contextFor('en-GB')
const german = contextFor('de-DE')

describe('tags, notes and odd lines', () => {
  it.each([
    ['2h #a', '120 min · #a'],
    ['2h #a #b prep', '120 min · #a #b · [prep]'],
    ['2h #a #a prep', '120 min · #a · [prep]'],
    ['2h #A #a', '120 min · #A #a'],
    ['2h # x', '120 min · [# x]'],
    ['2h #', '120 min · [#]'],
    ['2h ## x', '120 min · ## · [x]'],
    ['2h c# code', '120 min · [c# code]'],
    ['2h #über', '120 min · #über'],
    ['2h #🎉', '120 min · #🎉'],
    ['2h mail a@b.example', '120 min · [mail a@b.example]'],
    ['2h   two  spaces  kept  ', '120 min · [two  spaces  kept]'],
    ['2h a 2026-11-02  b', '120 min · 2026-11-02 · [a b]'],
    ['🎉 2h party 🎉', '120 min · [🎉 party 🎉]'],
    ['2h مرحبا بالعالم', '120 min · [مرحبا بالعالم]'],
    ['2h שלום #תג', '120 min · #תג · [שלום]'],
    ['عمل 2h', '120 min · [عمل]'],
    ['2h \u202egpj.exe', '120 min · [\u202egpj.exe]'],
    ['2h tab\there', '120 min · [tab\there]'],
    ['2h <img onerror=alert(1)>', '120 min · [<img onerror=alert(1)>]'],
    ['2h a\u00a0b', '120 min · [a\u00a0b]'],
    ['\u00a02h\u00a0x', '120 min · [x]'],
    ['2h a\u0000b', '120 min · [a\u0000b] · ✗ line not-text'],
    ['2h \ud800', '120 min · [\ud800] · ✗ line not-text'],
    ['2h line\nbreak', '120 min · [line\nbreak]'],
    ['   ', '✗ duration missing'],
    ['@', '[@] · ✗ duration missing'],
    ['#', '[#] · ✗ duration missing'],
    ['@ #', '[@ #] · ✗ duration missing'],
    ['@acme', 'web · ✗ duration missing'],
    ['#a', '#a · ✗ duration missing'],
    ['yesterday', '2026-11-19 · ✗ duration missing'],
    ['note only', '[note only] · ✗ duration missing'],
    ['2h {{y}}', '120 min · [{{y}}]'],
    ['2h __proto__', '120 min · [__proto__]'],
    ['@__proto__ 2h', '120 min · ✗ project unknown ‹__proto__›'],
    ['2h @constructor', '120 min · ✗ project unknown ‹constructor›'],
    ['2h toString', '120 min · [toString]'],
    ['toString 2h', '120 min · [toString]'],
  ])('%j', (line, expected) => {
    expect(meaning(line, british)).toBe(expected)
  })
})

describe('lines in German', () => {
  it.each([
    ['2 Std', '120 min'],
    ['2 Std.', '120 min'],
    ['2 Std. 30 Min.', '150 min'],
    ['2 Stunden', '120 min'],
    ['1 Stunde', '60 min'],
    ['1 Stunde 30 Minuten', '90 min'],
    ['30 Min.', '30 min'],
    ['30 Minuten', '30 min'],
    ['1,5 Std. Abnahme', '90 min · [Abnahme]'],
    ['1h heute', '60 min · 2026-11-20'],
    ['1h gestern', '60 min · 2026-11-19'],
    ['1h vorgestern', '60 min · 2026-11-18'],
    ['1h Mo', '60 min · 2026-11-16'],
    ['1h montag', '60 min · 2026-11-16'],
    ['1h di', '60 min · 2026-11-17'],
    ['1h Mittwoch', '60 min · 2026-11-18'],
    ['1h do', '60 min · 2026-11-19'],
    ['1h Freitag', '60 min · 2026-11-20'],
    ['1h Sonnabend', '60 min · 2026-11-14'],
    ['1h so', '60 min · 2026-11-15'],
    ['1h so weit', '60 min · 2026-11-15 · [weit]'],
    ['1h gestern so viel', '60 min · 2026-11-19 · [so viel]'],
    ['1h yesterday', '60 min · 2026-11-19'],
    ['1h tue', '60 min · 2026-11-17'],
    ['1h -1t', '60 min · 2026-11-19'],
    ['1h -1d', '60 min · 2026-11-19'],
    ['9 bis 11', '120 min · 09:00'],
    ['9 Uhr bis 11 Uhr', '120 min · 09:00'],
    ['von 9 bis 11 Abnahme', '120 min · 09:00 · [Abnahme]'],
    ['9-11 Uhr', '120 min · 09:00'],
    ['9:00 bis 11.30 Uhr', '150 min · 09:00'],
    ['9 to 11', '120 min · 09:00'],
    ['22 bis 2', '✗ duration past-midnight ‹22 bis 2›'],
    ['1h 20.11.', '60 min · 2026-11-20'],
    ['1h 20/11', '60 min · 2026-11-20'],
    ['1h 11/20', '60 min · ✗ date other-order ‹11/20›'],
    ['Abnahme 1h gestern @acme', '60 min · 2026-11-19 · web · [Abnahme]'],
    ['22 bis 2', '✗ duration past-midnight ‹22 bis 2›'],
    ['22 to 2', '✗ duration past-midnight ‹22 to 2›'],
  ])('%j', (line, expected) => {
    expect(meaning(line, german)).toBe(expected)
  })
})
