import { describe, expect, it } from 'vitest'
import { nextQuery } from './next-page.ts'

const LIST = new URL('https://api.example/v1/timesheets?limit=500')

describe('the next page', () => {
  it.each([
    ['<?limit=2&cursor=a>; rel="next"', { limit: '2', cursor: 'a' }],
    ['<https://api.example/v1/timesheets?cursor=b>; rel=next', { cursor: 'b' }],
    ['</v1/timesheets?page=3> ; title="a, b; rel=last" ; REL="last Next"', { page: '3' }],
    ['<?cursor=c>;rel="prev", <?cursor=d>;rel="next"', { cursor: 'd' }],
    ['<?a=%3Cb%3E&a=c>; rel="next"', { a: 'c' }],
    ['<https://other.example/>; rel="prev"', null],
    ['<?cursor=e>; title="rel=next"', null],
    ['<?cursor=f>', null],
    ['?cursor=g; rel="next"', null],
    ['', null],
    [null, null],
  ])('of %s is %o', (header, expected) => {
    expect(nextQuery(header, LIST)).toEqual(expected)
  })

  it.each([
    '<https://stranger.example/v1/timesheets?cursor=a>; rel="next"',
    '<//stranger.example/v1/timesheets?cursor=a>; rel="next"',
    '<http://api.example/v1/timesheets?cursor=a>; rel="next"',
    '<https://api.example:444/v1/timesheets?cursor=a>; rel="next"',
    '<https://api.example@stranger.example/v1/timesheets>; rel="next"',
    '<../v1/approvals?cursor=a>; rel="next"',
    '<javascript:alert(1)>; rel="next"',
    '<https://>; rel="next"',
    `<?cursor=${'x'.repeat(9_000)}>; rel="next"`,
  ])('%s is refused', (header) => {
    expect(() => nextQuery(header, LIST)).toThrow(expect.objectContaining({ code: 'bad-answer' }))
  })
})
