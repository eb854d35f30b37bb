import { describe, expect, it } from 'vitest'
import { RECORDED_PAGES } from '../../test/support/recorded-pages.ts'
import { readPageContext } from './page-context.ts'

describe.each(RECORDED_PAGES)('a page of %s', (_, rows) => {
  it.each(rows)('%s', (title, address, site, key, note, scopeKey) => {
    expect(readPageContext(title, address)).toEqual({ site, key, note, scopeKey })
  })
})

describe('what is no page of the web', () => {
  it.each([
    'chrome://settings/',
    'about:blank',
    'file:///home/ann/offer.pdf',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop/popup.html',
    'moz-extension://0190a4a0/popup.html',
    'data:text/html,<title>PROJ-1 x</title>',
    'blob:https://example.com/1',
    'javascript:alert(1)',
    'view-source:https://example.com/',
    'not an address',
    '',
  ])('offers nothing: %s', (address) => {
    expect(readPageContext('PROJ-1 Fix it', address)).toBeNull()
  })
})

describe('a hostile title', () => {
  const noteOf = (title: string) => readPageContext(title, 'https://evil.example/')?.note
  it('has no direction marks, control characters or line breaks', () => {
    expect(noteOf('invoice \u202egpj.exe\u202c\n\u2066now\u2069\u0000\u001b[31m\u200b\u2028!')).toBe(
      'invoice gpj.exe now [31m !',
    )
  })

  it('stays text where it is HTML', () => {
    expect(noteOf('<img src=x onerror=alert(1)> & more')).toBe('<img src=x onerror=alert(1)> & more')
  })

  it('is cut between two words', () => {
    expect(noteOf(`${'word '.repeat(2_000)}end`)).toBe(`${'word '.repeat(39).trim()}…`)
    expect(noteOf('x'.repeat(10_000))).toBe(`${'x'.repeat(199)}…`)
    expect(noteOf('😀'.repeat(5_000))).toBe(`${'😀'.repeat(99)}…`)
  })

  it('takes no longer for being long', () => {
    for (const piece of ['a@', ' - ', ' on ', '((((', '[PROJ-1', ' · x/y', '\u202e', '@a.bc '])
      expect(noteOf(piece.repeat(10_000))?.length).toBeLessThanOrEqual(200)
  })

  it('cannot make a key of hidden characters in an address', () => {
    expect(readPageContext('x', 'https://github.com/a/we%E2%80%AEb/pull/1')?.key).toBe('we b#1')
  })

  it('nor a name of the page without end', () => {
    const page = readPageContext('x', `https://example.com/${'a'.repeat(3_000)}`)
    expect(page?.scopeKey.length).toBe(500)
    expect(readPageContext('x', `https://example.com/${'a'.repeat(5_000)}`)).toBeNull()
  })
})
