import { fail } from '../../domain/failure.ts'

export type Query = Readonly<Record<string, string>>

const MAX_HEADER_LENGTH = 8 * 1024
const LINK = /<([^<>]*)>((?:[^",]|"[^"]*")*)/g
const PARAMETER = /;\s*([^\s=;]+)\s*=\s*(?:"([^"]*)"|([^\s;]*))/g

/**
 * The query of the page that a `Link` header names as `next` (RFC 8288); null on the last one.
 *
 * Throws `bad-answer` where that is not a page of the same list: the token goes nowhere else.
 */
export function nextQuery(header: string | null, list: URL): Query | null {
  if (header === null) return null
  if (header.length > MAX_HEADER_LENGTH) return fail('bad-answer', { detail: 'a Link header without end' })
  const link = [...header.matchAll(LINK)].find(([, , parameters = '']) => isNext(parameters))
  if (!link) return null
  const next = URL.parse(link[1] ?? '', list)
  if (next?.origin !== list.origin || next.pathname !== list.pathname) {
    return fail('bad-answer', { detail: 'the next page is of another list' })
  }
  return Object.fromEntries(next.searchParams)
}

function isNext(parameters: string): boolean {
  const relation = [...parameters.matchAll(PARAMETER)].find(([, name]) => name?.toLowerCase() === 'rel')
  const types = relation?.[2] ?? relation?.[3] ?? ''
  return types.toLowerCase().split(/\s+/).includes('next')
}
