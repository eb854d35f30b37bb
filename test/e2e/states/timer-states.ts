import { expect, type Page } from '@playwright/test'
import type { TimerView } from '../../../src/contract/timer.ts'
import { entry, NOW, week } from './entries.ts'
import type { State } from './popup-states.ts'
import { atWork } from './snapshots.ts'

const MINUTE_MS = 60_000
const ago = (minutes: number) => NOW.getTime() - minutes * MINUTE_MS

export function timer(changes: Partial<TimerView> = {}): TimerView {
  return {
    id: '0190a4a0-0000-7000-8000-00000000000a',
    work: {
      project: 'Website',
      projectId: 'p1',
      task: null,
      tags: [],
      note: 'design review',
      billable: true,
    },
    client: 'Acme',
    stretches: [],
    runningSinceMs: ago(42.6),
    seenAtMs: ago(0.5),
    awaySinceMs: null,
    aways: [],
    confirmedUntilMs: ago(42.6),
    ...changes,
  }
}

const LONG = timer({ runningSinceMs: ago(754), confirmedUntilMs: ago(754) })
const AWAY = timer({
  runningSinceMs: ago(200),
  confirmedUntilMs: ago(200),
  aways: [{ fromMs: ago(125), toMs: ago(60) }],
})
const type = (line: string) => async (page: Page) => {
  await page.getByLabel('Log time', { exact: true }).fill(line)
}

async function edit(page: Page, line: string | null): Promise<void> {
  await page.getByRole('button', { name: 'Change what it is for' }).click()
  const field = page.getByLabel('What the timer is for')
  await expect(field).toHaveValue('@acme/website design review')
  if (line === null) return
  await field.fill(line)
  await field.press('Enter')
}

/** The popup while there is a timer. */
export const TIMER_STATES: Readonly<Record<string, State>> = {
  'timer-running': { snapshot: atWork({ timer: timer() }), shows: 'design review' },
  'timer-typing': {
    snapshot: atWork({ timer: timer() }),
    arrange: type('@orbit/support tickets'),
    shows: 'How long?',
  },
  'timer-edited': {
    snapshot: atWork({ timer: timer() }),
    arrange: (page) => edit(page, null),
    shows: 'Add',
  },
  'timer-edited-wrongly': {
    snapshot: atWork({ timer: timer() }),
    arrange: (page) => edit(page, '2h @website design review'),
    shows: /Take the duration out\.$/,
  },
  'timer-just-started': {
    snapshot: atWork({
      timer: timer({
        runningSinceMs: ago(0.1),
        client: null,
        work: { ...timer().work, project: null, projectId: null, note: '' },
      }),
    }),
    shows: 'No project',
  },
  'timer-paused': {
    snapshot: atWork({
      timer: timer({ runningSinceMs: null, stretches: [{ fromMs: ago(90), toMs: ago(30) }] }),
    }),
    arrange: async (page) => expect(page.getByRole('button', { name: 'Resume' })).toBeVisible(),
    shows: 'Paused',
  },
  'timer-away': { snapshot: atWork({ timer: AWAY }), shows: /^Still working\?/ },
  'timer-away-since-yesterday': {
    snapshot: atWork({
      timer: timer({
        runningSinceMs: ago(1500),
        confirmedUntilMs: ago(1500),
        aways: [
          { fromMs: ago(1400), toMs: ago(1320) },
          { fromMs: ago(1200), toMs: ago(30) },
        ],
      }),
    }),
    shows: /2 times/,
  },
  'timer-long': { snapshot: atWork({ timer: LONG }), shows: /12:34 h without a pause/ },
  'timer-long-names': {
    snapshot: atWork({
      timer: timer({
        client: 'Nordwind Versandhandel und Logistik Gesellschaft mbH',
        work: {
          ...timer().work,
          project: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
          note: `${'navigation, search, footer and all the rest of it, '.repeat(5)}‮gpj.exe`,
        },
        runningSinceMs: ago(59_000),
        confirmedUntilMs: ago(59_000),
        aways: [{ fromMs: ago(58_000), toMs: ago(60) }],
      }),
    }),
    shows: /983:20/,
  },
  'timer-started': {
    snapshot: atWork(),
    replies: { 'start-timer': { ok: true, value: { outcome: 'done', minutes: null } } },
    arrange: async (page) => {
      await type('@website design review')(page)
      await page.keyboard.press('Control+Enter')
    },
    shows: 'Timer started.',
  },
  'timer-stopped': {
    snapshot: atWork({
      entries: [entry({ sync: 'waiting', minutes: 43, start: '14:47' }), ...week()],
      undo: { operationId: crypto.randomUUID(), kind: 'timer-stopped', untilMs: NOW.getTime() + 6_000 },
    }),
    shows: 'Timer stopped.',
  },
  'timer-switched': {
    snapshot: atWork({
      timer: timer(),
      undo: { operationId: crypto.randomUUID(), kind: 'timer-switched', untilMs: NOW.getTime() + 6_000 },
    }),
    replies: { 'start-timer': { ok: true, value: { outcome: 'done', minutes: 43 } } },
    arrange: async (page) => {
      await type('@orbit/support tickets')(page)
      await page.getByRole('button', { name: 'Start timer' }).click()
    },
    shows: /Switched\. Booked: 0:43 on/,
  },
  'timer-discarded': {
    snapshot: atWork({
      undo: { operationId: crypto.randomUUID(), kind: 'timer-discarded', untilMs: NOW.getTime() + 6_000 },
    }),
    shows: 'Timer discarded.',
  },
  'timer-fault': {
    snapshot: atWork(),
    arrange: async (page) => {
      await type('2h @website design review')(page)
      await page.getByRole('button', { name: 'Start timer' }).click()
    },
    shows: /A timer counts by itself/,
  },
  'timer-in-settings': {
    snapshot: atWork({ timer: timer() }),
    arrange: async (page) => page.getByRole('button', { name: 'Settings', exact: true }).click(),
    shows: 'Stop',
  },
}
