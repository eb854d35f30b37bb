import { ISSUE_KEY, isNumber, type SiteRule, takeKey } from './page-reading.ts'
import { withoutLast } from './page-title.ts'

/** `Fix it by ann · Pull Request #42 · acme/website`; enterprise servers have hosts of their own. */
const github: SiteRule = ({ host, path, title }) => {
  if (host !== 'github.com' && !/^github\.[^.]+\./.test(host)) return null
  const [owner = '', repository, kind = '', number = ''] = path
  if (!repository || GITHUB_OWN.includes(owner))
    return { site: host, title: withoutLast(title, (part) => part === 'GitHub'), scope: '' }
  const site = `${host}/${owner}/${repository}`.toLowerCase()
  const isThread = ['pull', 'issues', 'discussions'].includes(kind) && isNumber(number)
  if (!isThread) return { site, title: repositoryTitle(title, repository), scope: path.slice(2).join('/') }
  const plain = title.replace(/\s+·\s+(?:Pull Request|Issue|Discussion) #\d+(?:\s+·.*)?$/u, '')
  const subject = withoutLast(plain, isRepository)
  return {
    site,
    key: `${repository}#${number}`,
    title: kind === 'pull' ? subject.replace(/ by [\w[\]-]+$/u, '') : subject,
    scope: number,
  }
}

/** What stands in the place of an owner and is none. */
const GITHUB_OWN = ['orgs', 'settings', 'topics', 'marketplace', 'search', 'users', 'sponsors', 'features']

const isRepository = (part: string) => /^[\w.-]+\/[\w.-]+$/u.test(part)

function repositoryTitle(title: string, repository: string): string {
  const rest = withoutLast(title, (part) => part === 'GitHub' || isRepository(part))
  const plain = rest.replace(/^GitHub - /u, '').replace(/^[\w.-]+\/([\w.-]+)(?::.*)?$/u, '$1')
  return plain === '' ? repository : plain
}

const GITLAB_KINDS: Readonly<Record<string, string>> = { merge_requests: '!', issues: '#', work_items: '#' }

/** Known by its addresses, as most of its servers are companies' own. */
const gitlab: SiteRule = ({ host, path, title }) => {
  const dash = path.indexOf('-')
  if (dash < 2 && host !== 'gitlab.com') return null
  const project = dash === -1 ? path : path.slice(0, dash)
  const [kind = '', number = ''] = dash === -1 ? [] : path.slice(dash + 1)
  const site = [host, ...project].join('/').toLowerCase()
  const mark = GITLAB_KINDS[kind]
  const isOfApp = (part: string) => part === 'GitLab' || part.includes(' / ')
  if (!mark || !isNumber(number)) {
    const rest = withoutLast(title, isOfApp)
    return {
      site,
      title: rest === '' ? (project.at(-1) ?? '') : rest,
      scope: path.slice(project.length).join('/'),
    }
  }
  return {
    site,
    key: `${project.at(-1)}${mark}${number}`,
    title: title.replace(/\s+\([!#]\d+\)(?:\s+·.*)?$/u, ''),
    scope: `${mark}${number}`,
  }
}

/** `[PROJ-123] Fix it - Jira`; a board names the issue that stands open on it in its query. */
const jira: SiteRule = ({ host, path, query, title }) => {
  const isCloud = host.endsWith('.atlassian.net') && path[0] !== 'wiki'
  const browsed = path[path.indexOf('browse') + 1] ?? ''
  const isServer = path.includes('browse') && ISSUE_KEY.test(browsed)
  if (!isCloud && !isServer && !/^jira\./.test(host)) return null
  const inPath = path.findLast((step) => ISSUE_KEY.test(step))
  const key = [query.get('selectedIssue') ?? '', inPath ?? ''].find((step) => ISSUE_KEY.test(step))
  const taken = takeKey(withoutLast(title, (part) => /\bjira\b/iu.test(part)))
  if (!key) return { site: host, title: taken.title, scope: path.join('/') }
  const site = `${host}/${key.slice(0, key.lastIndexOf('-'))}`
  // The title of a board is not that of the issue.
  return { site, key, title: taken.key === key ? taken.title : '', scope: key }
}

/** `ENG-123 Fix it` */
const linear: SiteRule = ({ host, path, title }) => {
  if (host !== 'linear.app') return null
  const [workspace = '', kind, id = ''] = path
  const plain = withoutLast(title, (part) => part === 'Linear')
  if (kind !== 'issue' || !ISSUE_KEY.test(id)) {
    const isOwnList = /^(?:inbox|my issues?|drafts|pulse|reviews)\b/iu.test(plain)
    return { site: `${host}/${workspace}`, title: isOwnList ? '' : plain, scope: idOf(path.slice(1, 3)) }
  }
  const taken = takeKey(plain)
  const site = `${host}/${workspace}/${id.slice(0, id.lastIndexOf('-'))}`
  return { site, key: id, title: taken.key === id ? taken.title : '', scope: id }
}

/** An address ends in a title and an id, of which the id alone stays when the title changes. */
const idOf = (steps: readonly string[]) =>
  steps.map((step) => step.replace(/^.*-(?=[\da-f]{6,}$)/u, '')).join('/')

/** `Bug 123 Fix it - Boards`, `Pull request 45: Fix it - Repos` */
const azure: SiteRule = ({ host, path, query, title }) => {
  const isOld = host.endsWith('.visualstudio.com')
  if (host !== 'dev.azure.com' && !isOld) return null
  const steps = isOld ? path.filter((step) => step !== 'DefaultCollection') : path.slice(1)
  const project = steps[0]?.startsWith('_') ? '' : (steps[0] ?? '')
  const site = [host, ...(isOld ? [] : path.slice(0, 1)), project].filter(Boolean).join('/').toLowerCase()
  const plain = withoutLast(title, (part) => AZURE_AREAS.test(part))
  const pull = steps[steps.indexOf('pullrequest') + 1]
  if (steps.includes('pullrequest') && isNumber(pull)) {
    const repository = steps[steps.indexOf('_git') + 1] ?? project
    const subject = plain.replace(/^Pull request !?\d+:?\s*/iu, '')
    return { site, key: `${repository}!${pull}`, title: subject, scope: `${repository}!${pull}` }
  }
  const edited = steps.includes('_workitems') ? steps.at(-1) : undefined
  const item = [edited, query.get('workitem') ?? undefined].find(isNumber)
  if (!item) return { site, title: plain, scope: steps.slice(1).join('/') }
  const named = new RegExp(`^[\\p{L} ]{0,40}\\b${item}:?\\s+`, 'u')
  return { site, key: `AB#${item}`, title: named.test(plain) ? plain.replace(named, '') : '', scope: item }
}

const AZURE_AREAS =
  /^(?:Azure DevOps(?: Services)?|Boards|Repos|Pipelines|Overview|Test Plans|Artifacts|Wiki|Visual Studio Team Services)$/iu

/** `Fix it on Website relaunch | Trello` */
const trello: SiteRule = ({ host, path, title }) => {
  if (host !== 'trello.com') return null
  const [kind = '', id = ''] = path
  const plain = withoutLast(title, (part) => part === 'Trello')
  if (kind !== 'c') return { site: host, title: kind === 'b' ? plain : '', scope: kind === 'b' ? id : '' }
  return { site: host, title: plain.replace(/ (?:on|auf) (?:(?! (?:on|auf) ).)*$/u, ''), scope: id }
}

/** `Website relaunch - Fix it - Asana` */
const asana: SiteRule = ({ host, path, title }) => {
  if (host !== 'app.asana.com') return null
  const plain = withoutLast(title, (part) => part === 'Asana')
  const isOwnList = /^(?:home|my tasks|inbox|meine aufgaben|posteingang)\b/iu.test(plain)
  const ids = path.filter(isNumber)
  return { site: host, title: isOwnList ? '' : plain, scope: isOwnList ? '' : ids.slice(1).join('/') }
}

export const TRACKERS: readonly SiteRule[] = [github, gitlab, jira, linear, azure, trello, asana]
