import { isNumber, type PageReading, type SiteRule, takeKey, type WebPage } from './page-reading.ts'
import { joinParts, splitParts, withoutLast } from './page-title.ts'

const GOOGLE_APP = /^Google [\p{L} ]{3,30}$/u

/** `Offer - Google Docs`, and the same of Sheets, Slides and Forms in any language. */
const googleDocs: SiteRule = ({ host, path, title }) => {
  if (host !== 'docs.google.com') return null
  const [kind = '', mark = '', id = ''] = path[1] === 'u' ? [path[0], ...path.slice(3)] : path
  const plain = withoutLast(title, (part) => GOOGLE_APP.test(part))
  return { site: host, title: mark === 'd' ? plain : '', scope: mark === 'd' ? `${kind}/${id}` : '' }
}

/** Says the week, and in companies whose calendar it is; of an event its title, where it stands in one. */
const googleCalendar: SiteRule = ({ host, path, parts }) => {
  if (host !== 'calendar.google.com') return null
  const event = path[path.indexOf('eventedit') + 1]
  if (!path.includes('eventedit') || !event) return { site: host, title: '', scope: '' }
  const app = parts.findIndex(({ text }) => /\b(?:Calendar|Kalender)$/u.test(text))
  const rest = parts.slice(app + 1).map(({ text, before }) => ({
    text: text.replace(/^(?:Event details?|Termindetails)(?:,\s*|$)/iu, ''),
    before,
  }))
  return { site: host, title: joinParts(app === -1 ? parts : rest), scope: event }
}

const REPLY = /^(?:(?:re|fwd?|aw|wg|antw)\s*:\s*)+/iu
/** Behind the folder: sixteen hexadecimal digits once, now letters without vowels. */
const GMAIL_THREAD = /^(?:[\da-f]{16}|[b-df-hj-np-tv-xz]{16,})$/iu

/** `Offer - ann@acme.com - Acme Mail`; the address has gone by now. A list of mails is nobody's work. */
const gmail: SiteRule = ({ host, path, fragment, title }) => {
  if (host !== 'mail.google.com') return null
  const isMail = path.includes('popout') || (fragment.length > 1 && GMAIL_THREAD.test(fragment.at(-1) ?? ''))
  const subject = withoutLast(title, (part) => /^Gmail$|\b(?:Mail|E-Mail)$/u.test(part)).replace(REPLY, '')
  return { site: host, title: isMail ? subject : '', scope: '' }
}

const OUTLOOK = /^outlook\.(?:live\.com|office\.com|office365\.com|cloud\.microsoft)$/

/**
 * `Offer - Ann Example - Outlook` where a mail has a window of its own, else `Mail - Ann Example - Outlook`, in the
 * words of each language: whose mailbox it is, is nobody's business.
 */
const outlook: SiteRule = ({ host, path, parts }) => {
  if (!OUTLOOK.test(host)) return null
  const named = parts.findLastIndex(({ text }) => text.endsWith('Outlook'))
  const words = path.includes('deeplink') ? parts.slice(0, Math.max(named - 1, 0)) : []
  return { site: host, title: joinParts(words).replace(REPLY, ''), scope: '' }
}

/** `Meeting notes - Website - Confluence`: page, space, application. */
const confluence: SiteRule = ({ host, path, parts }) => {
  const isCloud = host.endsWith('.atlassian.net') && path[0] === 'wiki'
  const isServer =
    /^(?:confluence|wiki)\./.test(host) && ['display', 'pages', 'spaces'].includes(path[0] ?? '')
  if (!isCloud && !isServer) return null
  const steps = isCloud ? path.slice(1) : path
  const space = ['spaces', 'display'].includes(steps[0] ?? '') ? (steps[1] ?? '') : ''
  const page = steps.find((step, index) => index > 1 && isNumber(step)) ?? steps.slice(2).join('/')
  const isNamed = /\bConfluence\b/iu.test(parts.at(-1)?.text ?? '')
  const title = joinParts(isNamed ? parts.slice(0, parts.length > 2 ? -2 : -1) : parts)
  return { site: [host, space].filter(Boolean).join('/'), title, scope: space === '' ? '' : page }
}

/** The last 32 digits of an address name the page, what is before them is its title. */
const notion: SiteRule = ({ host, path, title }) => {
  if (!/^(?:www|app)\.notion\.(?:so|com)$/.test(host) && !host.endsWith('.notion.site')) return null
  const id = /[\da-f]{32}$/.exec(path.at(-1) ?? '')?.[0] ?? ''
  return { site: host, title: withoutLast(title, (part) => part === 'Notion'), scope: id }
}

/**
 * `Ticket: Printer on fire – Acme Health – Zendesk`, and other orders of these. Pages of people are theirs: nothing of
 * those is offered.
 */
const zendesk: SiteRule = ({ host, path, title, parts }) => {
  if (!host.endsWith('.zendesk.com')) return null
  const ticket = path[path.indexOf('tickets') + 1]
  if (!path.includes('tickets') || !isNumber(ticket)) return { site: host, title: '', scope: '' }
  const company = host.slice(0, host.indexOf('.'))
  const isOfApp = (part: string) =>
    /^(?:Zendesk(?: Support)?|Agent Workspace)$/iu.test(part) ||
    part.toLowerCase().replaceAll(' ', '') === company ||
    part.toLowerCase() === `ticket #${ticket}`
  const named = new RegExp(`^(?:ticket\\s*)?#?${ticket}\\s*[:–-]?\\s*|^(?:.{1,60} )?ticket\\s*:\\s*`, 'iu')
  const rest = splitParts(withoutLast(title, isOfApp))
  const isSetOffAlike = rest.length > 1 && rest.at(-1)?.before === parts.at(-1)?.before
  const endsInCompany = isSetOffAlike && rest.length === parts.length - 1 && /^ticket\s*:/iu.test(title)
  const subject = joinParts(endsInCompany ? rest.slice(0, -1) : rest).replace(named, '')
  return { site: host, key: `ZD-${ticket}`, title: isOfApp(subject) ? '' : subject, scope: ticket }
}

const FIGMA_FILES = ['design', 'file', 'board', 'proto', 'slides', 'deck', 'make', 'site', 'buzz']

/** `Website – Figma` */
const figma: SiteRule = ({ host, path, title }) => {
  if (host !== 'www.figma.com' && host !== 'figma.com') return null
  const [kind = '', id = ''] = path
  const isFile = FIGMA_FILES.includes(kind)
  const plain = withoutLast(title, (part) => /^(?:Figma|FigJam|Figma Slides)$/u.test(part))
  return { site: 'www.figma.com', title: isFile ? plain : '', scope: isFile ? id : '' }
}

/** `general (Channel) - Acme - Slack`; who talks with whom is theirs. */
const slack: SiteRule = (page) => {
  const { host, path, title } = page
  if (host !== 'app.slack.com' && !host.endsWith('.slack.com')) return null
  const [, team = '', channel = ''] = path[0] === 'client' ? path : []
  return { site: [host, team].filter(Boolean).join('/'), title: channelOf(title), scope: channel }
}

function channelOf(title: string): string {
  const kinds = /^(.{1,80}?) \((?:Channel|Private channel|Kanal|Privater Kanal)\)(?:\s|$)/iu
  return kinds.exec(title)?.[1]?.replace(/^#/, '') ?? ''
}

export const OFFICE: readonly SiteRule[] = [
  googleDocs,
  googleCalendar,
  gmail,
  outlook,
  confluence,
  notion,
  zendesk,
  figma,
  slack,
]

/** Any other page: its title without the name of its site, an issue key at its front, its path. */
export function readAnyPage({ host, path, title }: WebPage): PageReading {
  const names = new Set(host.split('.').filter((label) => label.length > 2 && label !== 'www'))
  const isOfSite = (part: string) =>
    names.has(part.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')) || part.toLowerCase() === host
  const parts = withoutLast(title, isOfSite)
  return { site: host, ...takeKey(parts), scope: path.join('/') }
}
