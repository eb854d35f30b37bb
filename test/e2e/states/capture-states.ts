import type { Page } from '@playwright/test'
import type { Suggested } from '../../../src/contract/suggested.ts'
import type { PastWork } from '../../../src/domain/past-work.ts'
import { PROJECTS } from './entries.ts'
import type { State } from './popup-states.ts'
import { atWork } from './snapshots.ts'

const type = (line: string) => async (page: Page) => {
  await page.getByLabel('Log time', { exact: true }).fill(line)
}

/** As the browser does it when somebody pastes. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Log time').evaluate((field, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

const work = (note: string, changes: Partial<PastWork> = {}): PastWork => ({
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: [],
  note,
  minutes: 60,
  isFavourite: false,
  ...changes,
})

export const PAST_WORK = [
  work('daily standup', { project: 'Internal', projectId: 'p7', minutes: 15, isFavourite: true }),
  work('tickets 4711 to 4718', { project: 'Support', projectId: 'p3', minutes: 45 }),
  work('design review', { tags: ['workshop'], minutes: 120 }),
  work('design of the new checkout, first sketches and talks with everybody', {
    project: 'Shop relaunch',
    projectId: 'p5',
    minutes: 255,
  }),
  work('', { project: 'Training', projectId: 'p8', minutes: 90 }),
]

export const suggesting = (suggested: Partial<Suggested>) => ({
  suggest: { ok: true as const, value: { work: [], tags: [], uses: [], ...suggested } },
})

const TASKS = PROJECTS.map((project) =>
  project.id === 'p1' ? { ...project, tasks: ['Design', 'Development', 'Code review'] } : project,
)

export const PASTED = `2h @website design review
9-11:30 nordwind warehouse scanner
- 45m #workshop preparation yesterday
lunch with everybody
2h 2026-11-27 planning`

/** What the line can look like, by name. */
export const CAPTURE_STATES: Readonly<Record<string, State>> = {
  'capture-range': {
    snapshot: atWork(),
    arrange: type('9-11:30 @website design review'),
    shows: /9:00\s–\s11:30\sAM/,
  },
  'capture-past-midnight': {
    snapshot: atWork(),
    arrange: type('22-2 @website release'),
    shows: /ends before it starts/,
  },
  'capture-future': {
    snapshot: atWork(),
    arrange: type('2h @website planning 11/27/2026'),
    shows: /is in the future/,
  },
  'capture-other-order': {
    snapshot: atWork(),
    arrange: type('2h @website planning 20/11'),
    shows: /Did you mean/,
  },
  'capture-plain-project': {
    snapshot: atWork(),
    arrange: type('1h30 nordwind warehouse scanner app'),
    shows: 'Esc',
  },
  'capture-plain-ambiguous': {
    snapshot: atWork(),
    arrange: type('2h acme design review'),
    shows: /in the note/,
  },
  'capture-tasks': {
    snapshot: atWork({ projects: TASKS }),
    arrange: type('2h @acme/website/de'),
    shows: '@acme/website/design',
  },
  'capture-task-unknown': {
    snapshot: atWork({ projects: TASKS }),
    arrange: type('2h @acme/website/cooking lunch'),
    shows: /is no task of/,
  },
  'capture-tags': {
    snapshot: atWork(),
    replies: suggesting({ tags: ['workshop', 'travel', 'client-visit'] }),
    arrange: type('2h @website #'),
    shows: '#client-visit',
  },
  'capture-latest': {
    snapshot: atWork(),
    replies: suggesting({ work: PAST_WORK }),
    arrange: async (page) => {
      await page.getByLabel('Log time', { exact: true }).press('ArrowDown')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
    },
    shows: 'daily standup',
  },
  'capture-past-work': {
    snapshot: atWork(),
    replies: suggesting({ work: PAST_WORK.slice(2, 4) }),
    arrange: type('2h yesterday des'),
    shows: /first sketches/,
  },
  'capture-paste': {
    snapshot: atWork(),
    arrange: (page) => paste(page, PASTED),
    shows: 'Add 3 entries',
  },
  'capture-paste-ambiguous': {
    snapshot: atWork(),
    arrange: (page) => paste(page, '2h @website design review\n1h @nordwind scanner\n30m acme labels'),
    shows: /in the note/,
  },
  'capture-paste-removed': {
    snapshot: atWork(),
    arrange: async (page) => {
      await paste(page, PASTED)
      await page.getByRole('button', { name: 'Remove line 4' }).click()
    },
    shows: '1 line removed',
  },
  'capture-paste-many': {
    snapshot: atWork(),
    arrange: (page) => paste(page, '1h @website tickets\n'.repeat(203)),
    shows: /3 more lines do not fit here/,
  },
}
