import { describe, expect, it } from 'vitest'
import { contextFor, meaning } from '../../test/support/capture-meaning.ts'

const british = contextFor('en-GB')
const american = contextFor('en-US')

describe('days in a line', () => {
  it.each([
    ['1h today', '60 min · 2026-11-20'],
    ['1h yesterday', '60 min · 2026-11-19'],
    ['1h mon', '60 min · 2026-11-16'],
    ['1h Monday', '60 min · 2026-11-16'],
    ['1h tue', '60 min · 2026-11-17'],
    ['1h wed', '60 min · 2026-11-18'],
    ['1h thu', '60 min · 2026-11-19'],
    ['1h fri', '60 min · 2026-11-20'],
    ['1h sat', '60 min · 2026-11-14'],
    ['1h sun', '60 min · 2026-11-15'],
    ['1h FRI', '60 min · 2026-11-20'],
    ['1h sun protection', '60 min · 2026-11-15 · [protection]'],
    ['1h about the sun', '60 min · 2026-11-15 · [about the]'],
    ['1h about the sun and moon', '60 min · [about the sun and moon]'],
    ["1h monday's call", "60 min · [monday's call]"],
    ['1h mon.', '60 min · [mon.]'],
    ['1h -1d', '60 min · 2026-11-19'],
    ['1h -0d', '60 min · 2026-11-20'],
    ['1h -7d', '60 min · 2026-11-13'],
    ['1h –1d', '60 min · 2026-11-19'],
    ['1h -400d', '60 min · 2025-10-16'],
    ['1h -1000d', '60 min · [-1000d]'],
    ['1h report -1d late', '60 min · 2026-11-19 · [report late]'],
    ['1h 2026-11-20', '60 min · 2026-11-20'],
    ['1h 2026-11-02 report', '60 min · 2026-11-02 · [report]'],
    ['1h 2026-11-21', '60 min · ✗ date in-the-future ‹2026-11-21›'],
    ['1h 2027-01-01', '60 min · ✗ date in-the-future ‹2027-01-01›'],
    ['1h 2026-02-30', '60 min · ✗ date not-a-date ‹2026-02-30›'],
    ['1h 2026-13-01', '60 min · ✗ date not-a-date ‹2026-13-01›'],
    ['1h 2026-11-2', '60 min · [2026-11-2]'],
    ['1h 20.11.', '60 min · 2026-11-20'],
    ['1h 20.11.2026', '60 min · 2026-11-20'],
    ['1h 20.11.26', '60 min · 2026-11-20'],
    ['1h 2.3.', '60 min · 2026-03-02'],
    ['1h 02.03.', '60 min · 2026-03-02'],
    ['1h 21.11.', '60 min · 2025-11-21'],
    ['1h 31.12.', '60 min · 2025-12-31'],
    ['1h 29.2.', '60 min · 2024-02-29'],
    ['1h 31.4.', '60 min · ✗ date not-a-date ‹31.4.›'],
    ['1h 30.2.2026', '60 min · ✗ date not-a-date ‹30.2.2026›'],
    ['1h 3.14.', '60 min · [3.14.]'],
    ['1h 21.11.2026', '60 min · ✗ date in-the-future ‹21.11.2026›'],
    ['1h 20/11', '60 min · 2026-11-20'],
    ['1h 20/11/2026', '60 min · 2026-11-20'],
    ['1h 20/11/26', '60 min · 2026-11-20'],
    ['1h 11/20', '60 min · ✗ date other-order ‹11/20›'],
    ['1h 11/20/2026', '60 min · ✗ date other-order ‹11/20/2026›'],
    ['1h 5/3', '60 min · 2026-03-05'],
    ['1h 24/7', '60 min · [24/7]'],
    ['1h support 24/7', '60 min · support · [24/7]'],
    ['1h 50/50', '60 min · [50/50]'],
    ['1h 20/11 report', '60 min · 2026-11-20 · [report]'],
    ['1h the 20/11 report', '60 min · [the 20/11 report]'],
    ['1h fix 1.2.3', '60 min · [fix 1.2.3]'],
    ['1h release 1.2.30 done', '60 min · [release 1.2.30 done]'],
    ['1h yesterday mon', '60 min · 2026-11-19 · ✗ date second ‹mon›'],
    ['1h yesterday review mon', '60 min · 2026-11-19 · [review] · ✗ date second ‹mon›'],
    ['1h 2026-11-02 2026-11-03', '60 min · 2026-11-02 · ✗ date second ‹2026-11-03›'],
    [
      '1h 2026-11-02 report for 2026-11-03',
      '60 min · 2026-11-02 · [report for] · ✗ date second ‹2026-11-03›',
    ],
    ['1h 2026-11-02 from 2026-11-03 on', '60 min · 2026-11-02 · [from 2026-11-03 on]'],
    ['yesterday', '2026-11-19 · ✗ duration missing'],
    ['yesterday 2', '120 min · 2026-11-19'],
    ['mon 1:30', '90 min · 2026-11-16'],
    ['20.11. 2', '120 min · 2026-11-20'],
    ['2 20.11.', '120 min · 2026-11-20'],
    ['gestern 1h', '60 min · [gestern]'],
    ['1h gestern', '60 min · [gestern]'],
  ])('%j', (line, expected) => {
    expect(meaning(line, british)).toBe(expected)
  })
})

describe('days in a line where the month comes first', () => {
  it.each([
    ['1h 11/20', '60 min · 2026-11-20'],
    ['1h 11/20/2026', '60 min · 2026-11-20'],
    ['1h 11/21/2026', '60 min · ✗ date in-the-future ‹11/21/2026›'],
    ['1h 20/11', '60 min · ✗ date other-order ‹20/11›'],
    ['1h 20/11/2026', '60 min · ✗ date other-order ‹20/11/2026›'],
    ['1h 5/3', '60 min · 2026-05-03'],
    ['1h 12/31', '60 min · 2025-12-31'],
    ['1h 2/29', '60 min · 2024-02-29'],
    ['1h 2/30', '60 min · ✗ date not-a-date ‹2/30›'],
    ['1h 24/7', '60 min · [24/7]'],
    ['1h 20.11.', '60 min · 2026-11-20'],
    ['1h 20.11.2026', '60 min · 2026-11-20'],
  ])('%j', (line, expected) => {
    expect(meaning(line, american)).toBe(expected)
  })
})
