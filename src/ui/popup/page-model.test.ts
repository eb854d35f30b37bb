import { describe, expect, it, vi } from 'vitest'
import { PROJECTS } from '../../../test/e2e/states/entries.ts'
import { atWork, managing } from '../../../test/e2e/states/snapshots.ts'
import { openPopupModel } from '../../../test/support/popup-model.ts'
import type { CommandName } from '../../contract/commands.ts'
import { AppError } from '../../domain/failure.ts'
import { type OpenedPageDeps, takeUpPage } from './opened-page.ts'
import { takePageKey } from './page-keys.ts'

const KEYS = { page: 'acme.example/PROJ/PROJ-1', site: 'acme.example/PROJ' }
const ISSUE = { key: 'PROJ-1', note: 'PROJ-1 Fix the login', keys: KEYS }
const WEBSITE = { project: 'Website', projectId: 'p1' }

function openOnPage(line = '', page: Parameters<typeof openPopupModel>[0] = {}) {
  const popup = openPopupModel(page)
  const { capture } = popup.model
  capture.page.takeUp(ISSUE)
  capture.page.recall(WEBSITE)
  popup.type(line)
  const press = (key: string, [from, to] = [line.length, line.length]) =>
    takePageKey(
      {
        key,
        shiftKey: false,
        currentTarget: { selectionStart: from, selectionEnd: to },
      } as unknown as KeyboardEvent,
      capture,
    )
  const captured = () => popup.sent.find(({ command }) => command === 'capture-entry')?.input
  return { ...popup, capture, page: capture.page, press, captured }
}

describe('the note of a page', () => {
  it.each([
    ['', ' PROJ-1 Fix the login', 0],
    ['  ', ' PROJ-1 Fix the login', 0],
    ['2h', '2h PROJ-1 Fix the login', 23],
    ['2h @orbit/support  ', '2h @orbit/support PROJ-1 Fix the login', 38],
    ['@orbit/support', ' @orbit/support PROJ-1 Fix the login', 0],
    ['yesterday 1h30 #workshop', 'yesterday 1h30 #workshop PROJ-1 Fix the login', 45],
  ])('is taken into the line “%s” by Tab', (line, text, cursor) => {
    const { capture, press } = openOnPage(line)
    capture.closeSuggestions()
    expect(press('Tab')).toBe(true)
    expect([capture.line.value, capture.cursor.value]).toEqual([text, cursor])
    expect(capture.page.offer.value).toBeNull()
    expect(press('Tab')).toBe(false)
  })

  it.each(['2h my own words', '25h', '2h @zeppelin', '2h @'])('is not offered in the line “%s”', (line) => {
    const { page, press } = openOnPage(line)
    expect(page.offer.value).toBeNull()
    expect(press('Tab')).toBe(false)
  })

  it('leaves the key to the suggestions while there are some', () => {
    const { capture, press } = openOnPage('2h @website')
    expect(capture.suggestions.value).not.toEqual([])
    expect(press('Tab')).toBe(false)
  })

  it('is called by its key, else by its title', () => {
    const { page } = openOnPage()
    expect(page.offer.value?.label).toBe('PROJ-1')
    page.takeUp({ ...ISSUE, key: null, note: 'Notes 2026-11-02' })
    expect(page.offer.value).toEqual({ label: 'Notes 2026-11-02', note: 'Notes 2026-11-02' })
    page.takeUp({ ...ISSUE, key: null, note: '' })
    expect(page.offer.value).toBeNull()
  })
})

describe('the project of a page', () => {
  it('is booked where the line names none, and remembered for the page', async () => {
    const { capture, captured } = openOnPage('2h review')
    await capture.save()
    expect(captured()).toMatchObject({ content: { ...WEBSITE, note: 'review' }, page: KEYS })
  })

  it.each(['2h @orbit/support review', '2h @zeppelin', '2h @a'])(
    'never stands beside what is typed: %s',
    (line) => {
      expect(openOnPage(line).page.project.value).toBeNull()
    },
  )

  it('is that of the line where the line names one', async () => {
    const { capture, captured } = openOnPage('2h @orbit/support review')
    await capture.save()
    expect(captured()).toMatchObject({ content: { project: 'Support', projectId: 'p3' }, page: KEYS })
  })

  it('is given back by Escape once something is typed, and closes the popup before', async () => {
    const { capture, page, press, type, captured } = openOnPage('')
    expect(press('Escape')).toBe(false)
    type('2h review')
    expect(press('Escape')).toBe(true)
    expect(page.project.value).toBeNull()
    expect(press('Escape')).toBe(false)
    await capture.save()
    expect(captured()).toMatchObject({ content: { project: null, projectId: null } })
  })

  it('is given back by Backspace in front of the line, and nowhere else', () => {
    const { page, press } = openOnPage('2h')
    expect(press('Backspace')).toBe(false)
    expect(press('Backspace', [0, 2])).toBe(false)
    expect(press('Backspace', [0, 0])).toBe(true)
    expect(page.project.value).toBeNull()
  })

  it('is nobody else’s', () => {
    const { model, page } = openOnPage('')
    model.publish(managing())
    expect(page.project.value).toBeNull()
  })

  it.each([
    ['archived', PROJECTS.map((project) => ({ ...project, archived: true }))],
    ['gone', PROJECTS.filter(({ id }) => id !== 'p1')],
  ])('is not booked when it is %s', (_, projects) => {
    expect(openOnPage('2h', { snapshot: atWork({ projects }) }).page.project.value).toBeNull()
  })

  it('has the name of today, and where no list is known the name that was typed', () => {
    const renamed = PROJECTS.map((project) =>
      project.id === 'p1' ? { ...project, name: 'Relaunch' } : project,
    )
    const { page } = openOnPage('2h', { snapshot: atWork({ projects: renamed }) })
    expect(page.project.value).toEqual({ project: 'Relaunch', projectId: 'p1' })
    page.recall({ project: 'acme', projectId: null })
    expect(page.project.value).toBeNull()
    const without = openOnPage('2h', { snapshot: atWork({ projects: [] }) }).page
    without.recall({ project: 'acme', projectId: null })
    expect(without.project.value).toEqual({ project: 'acme', projectId: null })
  })
})

describe('the page on which the popup was opened', () => {
  const JIRA = { title: '[PROJ-1] Fix the login - Jira', address: 'https://acme.atlassian.net/browse/PROJ-1' }
  const JIRA_KEYS = { page: 'acme.atlassian.net/PROJ/PROJ-1', site: 'acme.atlassian.net/PROJ' }

  function takeUp(deps: Partial<OpenedPageDeps>, answer: unknown = WEBSITE) {
    const { model } = openPopupModel()
    const sent: [CommandName, unknown][] = []
    const readActivePage = vi.fn(async () => ({ ...JIRA, isPrivate: false }))
    const send = (async (command: CommandName, input: unknown) => {
      sent.push([command, input])
      if (answer instanceof AppError) throw answer
      return answer
    }) as OpenedPageDeps['send']
    const taken = takeUpPage(
      { isWanted: async () => true, readActivePage, send, ...deps },
      model.capture.page,
    )
    return { taken, page: model.capture.page, sent, readActivePage }
  }

  it('is offered, with the project that was last booked there', async () => {
    const { taken, page, sent } = takeUp({})
    await taken
    expect(page.offer.value).toEqual({ label: 'PROJ-1', note: 'PROJ-1 Fix the login' })
    expect(page.project.value).toEqual(WEBSITE)
    expect(sent).toEqual([['recall-project', JIRA_KEYS]])
    expect(page.keys()).toEqual(JIRA_KEYS)
  })

  it('is offered where nobody knows the project', async () => {
    const { taken, page } = takeUp({}, new AppError('signed-out'))
    await taken
    expect(page.offer.value?.label).toBe('PROJ-1')
    expect(page.project.value).toBeNull()
  })

  it('is neither looked up nor remembered in a private window', async () => {
    const { taken, page, sent } = takeUp({ readActivePage: async () => ({ ...JIRA, isPrivate: true }) })
    await taken
    expect(page.offer.value?.label).toBe('PROJ-1')
    expect(page.keys()).toBeNull()
    expect(sent).toEqual([])
  })

  it('is not even read where that is switched off', async () => {
    const { taken, page, sent, readActivePage } = takeUp({ isWanted: async () => false })
    await taken
    expect(readActivePage).not.toHaveBeenCalled()
    expect([page.offer.value, page.keys(), sent]).toEqual([null, null, []])
  })

  it.each([null, { title: 'Settings', address: 'chrome://settings/', isPrivate: false }])(
    'is nothing: %j',
    async (active) => {
      const { taken, page, sent } = takeUp({ readActivePage: async () => active })
      await taken
      expect([page.offer.value, page.keys(), sent]).toEqual([null, null, []])
    },
  )
})
