import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'

it('a table has lines of cells that end with CRLF', () => {
  expect(
    csvOf([
      ['id', 'minutes', 'note'],
      ['a', 90, null],
    ]),
  ).toBe('id,minutes,note\r\na,90,\r\n')
})

it.each([
  ['plain', 'plain'],
  ['', ''],
  ['one, two', '"one, two"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['eins; zwei', '"eins; zwei"'],
  ['=1+1', "'=1+1"],
  ['+49 30 1234', "'+49 30 1234"],
  ['-1d', "'-1d"],
  ['@acme', "'@acme"],
  ['\t=1', '"\'\t\'=1"'],
  ['＝1', "'＝1"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ['note;=cmd', '"note;\'=cmd"'],
  ['note\n-item', '"note\n\'-item"'],
  ['a;"=1+1;b', '"a;""\'=1+1;b"'],
  ['a; =1+1', '"a; \'=1+1"'],
  [' =1+1', " '=1+1"],
  ['a - b = c', 'a - b = c'],
])('%j is written as %j', (text, written) => {
  expect(csvOf([[text]])).toBe(`${written}\r\n`)
})

it('a number is a number, whatever its sign', () => {
  expect(csvOf([[-30]])).toBe('-30\r\n')
})
