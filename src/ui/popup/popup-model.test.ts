import { describe, expect, it, vi } from 'vitest'
import { NOW, TODAY } from '../../../test/e2e/states/entries.ts'
import { atWork, signedOut } from '../../../test/e2e/states/snapshots.ts'
import type { CommandName } from '../../contract/commands.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { AppError } from '../../domain/failure.ts'
import type { Draft } from '../../platform/draft-store.ts'
import { createFormats } from '../formats.ts'
import { createPopupModel, type PopupDeps } from './popup-model.ts'

const EMPLOYEE = 'https://login.example|employee'

interface Sent {
  readonly command: CommandName
  readonly input: unknown
}

function open(changes: Partial<Omit<PopupDeps, 'send'>> & { answer?: (sent: Sent) => unknown } = {}) {
  const sent: Sent[] = []
  const drafts: Draft[] = []
  let ids = 0
  let nowMs = NOW.getTime()
  const { answer = () => undefined, ...others } = changes
  const model = createPopupModel({
    snapshot: atWork(),
    draft: null,
    language: 'en',
    formats: createFormats('en', 'UTC'),
    nowMs: () => nowMs,
    dayAt: () => TODAY,
    newId: () => {
      ids += 1
      return `id-${ids}`
    },
    send: (async (command: CommandName, input: unknown) => {
      sent.push({ command, input })
      return await answer({ command, input })
    }) as PopupDeps['send'],
    saveDraft: async (draft) => void drafts.push(draft),
    openSettings: async () => undefined,
    ...others,
  })
  const type = (line: string) => model.capture.type(line, line.length)
  const pass = (ms: number) => {
    nowMs += ms
    model.tick()
  }
  return { model, sent, drafts, type, pass }
}

const refusal = async () => {
  throw new AppError('storage-failed', { detail: 'disk full' })
}

describe('the capture line', () => {
  it('saves what was typed and is empty when the entry is kept', async () => {
    const { model, sent, type } = open()
    type('2h @website design review')
    expect(await model.capture.save()).toBe(true)
    expect(sent).toEqual([
      {
        command: 'capture-entry',
        input: {
          id: 'id-1',
          content: {
            date: TODAY,
            start: null,
            minutes: 120,
            project: 'Website',
            projectId: 'p1',
            task: null,
            tags: [],
            note: 'design review',
            billable: true,
          },
        },
      },
    ])
    expect(model.capture.line.value).toBe('')
    expect(model.outcome.value?.kind).toBe('saved')
  })

  it('keeps the text, and says why, when saving fails', async () => {
    const { model, type } = open({ answer: refusal })
    type('2h review')
    expect(await model.capture.save()).toBe(false)
    expect(model.capture.line.value).toBe('2h review')
    expect(model.failure.value).toEqual({ code: 'storage-failed', detail: 'disk full' })
  })

  it('asks twice with one id for the same line, and with another one for another line', async () => {
    const { model, sent, type } = open({ answer: refusal })
    type('2h review')
    await model.capture.save()
    await model.capture.save()
    type('3h review')
    await model.capture.save()
    expect(sent.map(({ input }) => (input as { id: string }).id)).toEqual(['id-1', 'id-1', 'id-2'])
  })

  it('sends nothing while an answer is awaited, and keeps what is typed meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { model, sent, type } = open({ answer: () => promise })
    type('2h review')
    const first = model.capture.save()
    expect(await model.capture.save()).toBe(false)
    type('2h review45m call')
    resolve()
    await first
    expect(sent).toHaveLength(1)
    expect(model.capture.line.value).toBe('45m call')
  })

  it('sends nothing without a duration, and asks for it only then', async () => {
    const { model, sent, type } = open()
    type('review')
    expect(model.capture.faults.value).toEqual([])
    await model.capture.save()
    expect(model.capture.faults.value.map(({ part }) => part)).toEqual(['duration'])
    expect(sent).toEqual([])
    expect(model.capture.line.value).toBe('review')
  })
})

describe('the draft', () => {
  it('is stored at each keystroke, with its id once saving was tried, and emptied with the line', async () => {
    const { model, drafts, type } = open()
    type('2')
    type('2h')
    await model.capture.save()
    expect(drafts).toEqual([
      { account: EMPLOYEE, text: '2', entryId: null },
      { account: EMPLOYEE, text: '2h', entryId: null },
      { account: EMPLOYEE, text: '2h', entryId: 'id-1' },
      { account: EMPLOYEE, text: '', entryId: null },
    ])
  })

  it('comes back when the popup opens again, under the id that was tried', async () => {
    const { model, sent } = open({ draft: { account: EMPLOYEE, text: '2h review', entryId: 'tried' } })
    expect(model.capture.line.value).toBe('2h review')
    await model.capture.save()
    expect(sent[0]?.input).toMatchObject({ id: 'tried' })
  })

  it('is done when its entry is already there', () => {
    const snapshot = atWork()
    const entryId = snapshot.entries[0]?.id ?? null
    const { model } = open({ snapshot, draft: { account: EMPLOYEE, text: '2h review', entryId } })
    expect(model.capture.line.value).toBe('')
  })

  it('of one person is never shown to another, and goes with the sign-out', () => {
    const draft = { account: EMPLOYEE, text: '2h secret', entryId: null }
    const other: Snapshot = atWork({ account: { key: 'i|contractor', name: 'Demo Contractor', email: null } })
    expect(open({ draft, snapshot: other }).model.capture.line.value).toBe('')
    const { model } = open({ draft })
    expect(model.capture.line.value).toBe('2h secret')
    model.publish(signedOut())
    expect(model.capture.line.value).toBe('')
  })

  it('waits for the first snapshot', () => {
    const { model } = open({ snapshot: null, draft: { account: EMPLOYEE, text: '2h', entryId: null } })
    expect(model.capture.line.value).toBe('')
    model.publish(atWork())
    expect(model.capture.line.value).toBe('2h')
  })

  it('that cannot be stored is said, and the next success of a draft does not hide a failed command', async () => {
    const { model, type } = open({ saveDraft: refusal })
    type('2h')
    await vi.waitFor(() => expect(model.failure.value?.code).toBe('storage-failed'))
  })
})

describe('suggestions', () => {
  it('follow the word under the cursor; Enter takes one only while the word is no project by itself', () => {
    const { model, type } = open()
    type('2h @')
    expect(model.capture.suggestions.value.length).toBeGreaterThan(3)
    expect(model.capture.active.value).toBe(0)
    type('2h @website')
    expect(model.capture.suggestions.value.map(({ id }) => id)).toEqual(['p1'])
    expect(model.capture.active.value).toBe(-1)
    type('2h @website r')
    expect(model.capture.suggestions.value).toEqual([])
  })

  it('are put in the place of the word, with the cursor behind it', () => {
    const { model } = open()
    model.capture.type('2h @orb review', 7)
    const [support] = model.capture.suggestions.value
    if (support) model.capture.accept(support)
    expect(model.capture.line.value).toBe('2h @orbit/support review')
    expect(model.capture.cursor.value).toBe('2h @orbit/support '.length)
  })

  it('stay closed for the text for which they were closed', () => {
    const { model, type } = open()
    type('2h @ac')
    model.capture.closeSuggestions()
    expect(model.capture.suggestions.value).toEqual([])
    expect(model.capture.faults.value.map(({ part }) => part)).toEqual(['project'])
    type('2h @acm')
    expect(model.capture.suggestions.value.length).toBe(2)
  })

  it('are walked round by the arrow keys', () => {
    const { model, type } = open()
    type('2h @acme')
    model.capture.moveActive(-1)
    expect(model.capture.active.value).toBe(1)
    model.capture.moveActive(1)
    expect(model.capture.active.value).toBe(0)
  })
})

describe('undo', () => {
  const offer = { operationId: 'o', kind: 'added', untilMs: NOW.getTime() + 5_000 } as const

  it('is offered until its time is over', () => {
    const { model, pass } = open({ snapshot: atWork({ undo: offer }) })
    expect(model.undoOffer.value).toEqual(offer)
    pass(5_000)
    expect(model.undoOffer.value).toBeNull()
  })

  it('of a capture brings the line back into the empty field', async () => {
    const { model, type } = open({
      answer: ({ command }) => (command === 'undo' ? { undone: true } : undefined),
    })
    type('2h review')
    await model.capture.save()
    model.publish(atWork({ undo: offer }))
    expect(await model.undo()).toBe(true)
    expect(model.capture.line.value).toBe('2h review')
    expect(model.outcome.value?.kind).toBe('undone')
  })

  it('that came too late is said', async () => {
    const { model } = open({ snapshot: atWork({ undo: offer }), answer: () => ({ undone: false }) })
    await model.undo()
    expect(model.outcome.value?.kind).toBe('undo-too-late')
  })
})

describe('failures', () => {
  it('that the worker has published are shown', () => {
    const failure = { code: 'server-error', detail: null } as const
    expect(open({ snapshot: atWork({ failure }) }).model.failure.value).toEqual(failure)
  })

  it('go when they are dismissed', async () => {
    const { model, sent } = open({ answer: ({ command }) => (command === 'sign-in' ? refusal() : undefined) })
    await model.signIn()
    expect(model.failure.value?.code).toBe('storage-failed')
    await model.dismissFailure()
    expect(model.failure.value).toBeNull()
    expect(sent.map(({ command }) => command)).toEqual(['sign-in', 'dismiss-failure'])
  })
})

describe('another sign-in', () => {
  it('begins with today, whatever the one before had open', () => {
    const { model } = open()
    model.show('settings')
    model.editing.value = 'entry'
    model.publish(signedOut())
    model.publish(atWork())
    expect([model.view.value, model.editing.value]).toEqual(['today', null])
  })
})
