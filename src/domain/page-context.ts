import { OFFICE, readAnyPage } from './office-pages.ts'
import type { PageReading, SiteRule, WebPage } from './page-reading.ts'
import { plainTitle, shorten, splitParts } from './page-title.ts'
import { TRACKERS } from './tracker-pages.ts'

/** What the page that somebody is on says of their work. */
export interface PageContext {
  /** The repository, the tracker's project, else the host: pages that most likely share a project. */
  readonly site: string
  /** `PROJ-123`, `website#42`; null where the page is no issue. */
  readonly key: string | null
  /** What is offered as a note: key and title, as far as there are any; empty where nothing can be offered. */
  readonly note: string
  /** Names the page by site and id; neither query nor title is in it, unless the address itself is made of one. */
  readonly scopeKey: string
}

const SITES: readonly SiteRule[] = [...TRACKERS, ...OFFICE]
const LONGEST_ADDRESS = 4_000
const LONGEST_SCOPE = 500
const LONGEST_KEY = 60

/**
 * Reads title and address of a page as the browser has them; both are strangers' words. Null for what is no page of
 * the web (`chrome:`, `file:`, an extension's own).
 */
export function readPageContext(title: string, address: string): PageContext | null {
  const page = pageAt(title, address)
  if (!page) return null
  const reading = readBySite(page)
  const key = shorten(plainTitle(reading.key ?? ''), LONGEST_KEY) || null
  return {
    site: reading.site.slice(0, LONGEST_SCOPE),
    key,
    note: shorten([key ?? '', reading.title].filter(Boolean).join(' ')),
    scopeKey: [reading.site, reading.scope].filter(Boolean).join('/').slice(0, LONGEST_SCOPE),
  }
}

function readBySite(page: WebPage): PageReading {
  for (const rule of SITES) {
    const reading = rule(page)
    if (reading) return reading
  }
  return readAnyPage(page)
}

function pageAt(title: string, address: string): WebPage | null {
  const url = address.length <= LONGEST_ADDRESS ? URL.parse(address) : null
  if (!url || !['https:', 'http:'].includes(url.protocol)) return null
  const plain = plainTitle(title)
  return {
    host: url.host,
    path: url.pathname.split('/').filter(Boolean).map(decode),
    query: url.searchParams,
    fragment: url.hash.slice(1).replace(/\?.*/u, '').split('/').filter(Boolean),
    // A page without a title is shown under its address, which is no title.
    title: isAddress(plain, url) ? '' : plain,
    parts: isAddress(plain, url) ? [] : splitParts(plain),
  }
}

function isAddress(title: string, url: URL): boolean {
  return (
    title !== '' &&
    (title.includes('://') ? URL.canParse(title) : `${url.host}${url.pathname}`.startsWith(title))
  )
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step // A lone percent sign is no encoding.
  }
}
