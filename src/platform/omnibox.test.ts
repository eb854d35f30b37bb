import { expect, it, vi } from 'vitest'

vi.mock('webextension-polyfill', () => ({ default: {} }))
const { escapeXml } = await import('./omnibox.ts')

it.each([
  ['2:00 · Acme / R&D · <b>"it\'s"</b>', '2:00 · Acme / R&amp;D · &lt;b&gt;&quot;it&apos;s&quot;&lt;/b&gt;'],
  [']]> <match>x</match> &amp;', ']]&gt; &lt;match&gt;x&lt;/match&gt; &amp;amp;'],
  ['a\u0000b\u001fc\ufffed\uffffe', 'a b c d e'],
  ['\ud800 half a pair', '  half a pair'],
  ['😀 Grüße', '😀 Grüße'],
])('%j is written for the address bar as %j', (words, xml) => {
  expect(escapeXml(words)).toBe(xml)
})
