import type { TitlePart } from './page-title.ts'

/** A web page as the rules of its site see it. */
export interface WebPage {
  readonly host: string
  /** The path between its slashes, decoded. */
  readonly path: readonly string[]
  /** For the keys in them alone: nothing else of a query is ever kept. */
  readonly query: URLSearchParams
  /** What stands behind the `#`, between its slashes: only to see what kind of page it is, never kept. */
  readonly fragment: readonly string[]
  /** Plain, in one line, without counters and addresses. */
  readonly title: string
  readonly parts: readonly TitlePart[]
}

export interface PageReading {
  /** What shares a project with it: the repository, the tracker's project, else the host. */
  readonly site: string
  readonly key?: string | undefined
  /** Empty where it says nothing of the work. */
  readonly title: string
  /** What names the page within its site, free of titles; the site's own pages share the empty one. */
  readonly scope: string
}

/** One site: null for a page that it does not know, and for which the common rule serves. */
export type SiteRule = (page: WebPage) => PageReading | null

/** Of a tracker in the manner of Jira: `PROJ-123`. */
export const ISSUE_KEY = /^[A-Z][A-Z\d_]{1,19}-\d{1,9}$/
const KEY_IN_FRONT = /^\[?([A-Z][A-Z\d_]{1,19}-\d{1,9})\]?[:\s]*/

/** Looks like a key and is none. */
const NO_KEYS = /^(?:UTF|SHA|ISO|RFC|CVE|COVID|MP|H|IPV|WCAG|PEP|GPT|USB)-/

/** The key with which a title begins, and the rest. */
export function takeKey(title: string): { key: string | undefined; title: string } {
  const key = KEY_IN_FRONT.exec(title)
  if (!key?.[1] || NO_KEYS.test(key[1])) return { key: undefined, title }
  return { key: key[1], title: title.slice(key[0].length).replace(/^[-–—:|]\s+/u, '') }
}

export const isNumber = (text: string | undefined): text is string => /^\d{1,20}$/.test(text ?? '')
