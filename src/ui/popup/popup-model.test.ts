import { describe, expect, it, vi } from 'vitest'
import { approval, entry, NOW, TODAY } from '../../../test/e2e/states/entries.ts'
import { atWork, signedOut } from '../../../test/e2e/states/snapshots.ts'
import { EMPLOYEE, openPopupModel } from '../../../test/support/popup-model.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { AppError } from '../../domain/failure.ts'

const refusal = async () => {
  throw new AppError('storage-failed', { detail: 'disk full' })
}

describe('the capture line', () => {
  it('saves what was typed and is empty when the entry is kept', async () => {
    const { model, sent, type } = openPopupModel()
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

  it('waits for the projects before it takes a word for one', async () => {
    const { promise: listsRead, resolve } = Promise.withResolvers<void>()
    const { model, sent, type } = openPopupModel({
      snapshot: atWork({ entries: [], projects: [] }),
      listsRead,
    })
    type('2h @website design review')
    const first = model.capture.save()
    type('2h @website design review1h call')
    await Promise.resolve()
    expect(sent).toEqual([])
    model.publish(atWork())
    resolve()
    expect(await first).toBe(true)
    expect(sent).toMatchObject([
      { input: { content: { project: 'Website', projectId: 'p1', note: 'design review' } } },
    ])
    expect(model.capture.line.value).toBe('1h call')
  })

  it('keeps the text, and says why, when saving fails', async () => {
    const { model, type } = openPopupModel({ answer: refusal })
    type('2h review')
    expect(await model.capture.save()).toBe(false)
    expect(model.capture.line.value).toBe('2h review')
    expect(model.failure.value).toEqual({ code: 'storage-failed', detail: 'disk full' })
  })

  it('asks twice with one id for the same line, and with another one for another line', async () => {
    const { model, sent, type } = openPopupModel({ answer: refusal })
    type('2h review')
    await model.capture.save()
    await model.capture.save()
    type('3h review')
    await model.capture.save()
    expect(sent.map(({ input }) => (input as { id: string }).id)).toEqual(['id-1', 'id-1', 'id-2'])
  })

  it('sends nothing while an answer is awaited, and keeps what is typed meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { model, sent, type } = openPopupModel({ answer: () => promise })
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
    const { model, sent, type } = openPopupModel()
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
    const { model, drafts, type } = openPopupModel()
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
    const { model, sent } = openPopupModel({
      draft: { account: EMPLOYEE, text: '2h review', entryId: 'tried' },
    })
    expect(model.capture.line.value).toBe('2h review')
    await model.capture.save()
    expect(sent[0]?.input).toMatchObject({ id: 'tried' })
  })

  it('is done when its entry is already there', () => {
    const snapshot = atWork()
    const entryId = snapshot.entries[0]?.id ?? null
    const { model } = openPopupModel({ snapshot, draft: { account: EMPLOYEE, text: '2h review', entryId } })
    expect(model.capture.line.value).toBe('')
  })

  it('is done when its entry is there under an id of the server’s own', () => {
    const snapshot = atWork({ entries: [entry({ id: '17', formerId: 'made' })] })
    const draft = { account: EMPLOYEE, text: '2h review', entryId: 'made' }
    expect(openPopupModel({ snapshot, draft }).model.capture.line.value).toBe('')
  })

  it('is done too when its entry is shown later, unless it was changed meanwhile', () => {
    const entryId = 'stored-unheard-of'
    const stored = atWork({ entries: [entry({ id: entryId })] })
    for (const [typed, left] of [
      [null, ''],
      ['2h review, part two', '2h review, part two'],
    ] as const) {
      const { model, type } = openPopupModel({ draft: { account: EMPLOYEE, text: '2h review', entryId } })
      if (typed) type(typed)
      model.publish(stored)
      expect(model.capture.line.value).toBe(left)
    }
  })

  it('is stored with its id before anything is stored under that', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { model, sent, type } = openPopupModel({
      saveDraft: async ({ entryId }) => (entryId === null ? undefined : await promise),
    })
    type('2h')
    const saving = model.capture.save()
    await new Promise((done) => setTimeout(done))
    expect(sent).toEqual([])
    resolve()
    await saving
    expect(sent).toMatchObject([{ command: 'capture-entry', input: { id: 'id-1' } }])
  })

  it('of one person is never shown to another, and goes with the sign-out', () => {
    const draft = { account: EMPLOYEE, text: '2h secret', entryId: null }
    const other: Snapshot = atWork({ account: { key: 'i|contractor', name: 'Demo Contractor', email: null } })
    expect(openPopupModel({ draft, snapshot: other }).model.capture.line.value).toBe('')
    const { model } = openPopupModel({ draft })
    expect(model.capture.line.value).toBe('2h secret')
    model.publish(signedOut())
    expect(model.capture.line.value).toBe('')
  })

  it('waits for the first snapshot', () => {
    const { model } = openPopupModel({
      snapshot: null,
      draft: { account: EMPLOYEE, text: '2h', entryId: null },
    })
    expect(model.capture.line.value).toBe('')
    model.publish(atWork())
    expect(model.capture.line.value).toBe('2h')
  })

  it('that cannot be stored is said, and the next success of a draft does not hide a failed command', async () => {
    const { model, type } = openPopupModel({ saveDraft: refusal })
    type('2h')
    await vi.waitFor(() => expect(model.failure.value?.code).toBe('storage-failed'))
  })
})

describe('suggestions', () => {
  it('follow the word under the cursor; Enter takes one only while the word is no project by itself', () => {
    const { model, type } = openPopupModel()
    type('2h @')
    expect(model.capture.suggestions.value.length).toBeGreaterThan(3)
    expect(model.capture.active.value).toBe(0)
    type('2h @website')
    expect(model.capture.suggestions.value).toMatchObject([{ kind: 'project', project: { id: 'p1' } }])
    expect(model.capture.active.value).toBe(-1)
    type('2h @website r')
    expect(model.capture.suggestions.value).toEqual([])
  })

  it('are put in the place of the word, with the cursor behind it', () => {
    const { model } = openPopupModel()
    model.capture.type('2h @orb review', 7)
    const [support] = model.capture.suggestions.value
    if (support) model.capture.accept(support)
    expect(model.capture.line.value).toBe('2h @orbit/support review')
    expect(model.capture.cursor.value).toBe('2h @orbit/support '.length)
  })

  it('stay closed for the text for which they were closed', () => {
    const { model, type } = openPopupModel()
    type('2h @ac')
    model.capture.closeSuggestions()
    expect(model.capture.suggestions.value).toEqual([])
    expect(model.capture.faults.value.map(({ part }) => part)).toEqual(['project'])
    type('2h @acm')
    expect(model.capture.suggestions.value.length).toBe(2)
  })

  it('are walked round by the arrow keys', () => {
    const { model, type } = openPopupModel()
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
    const { model, pass } = openPopupModel({ snapshot: atWork({ undo: offer }) })
    expect(model.undoOffer.value).toEqual(offer)
    pass(5_000)
    expect(model.undoOffer.value).toBeNull()
  })

  it('of a decision is offered with its answer, before any snapshot tells of it', async () => {
    const untilMs = NOW.getTime() + 5_000
    const { model, sent } = openPopupModel({ answer: () => ({ undoUntilMs: untilMs }) })
    await model.decide([approval('Ada', { id: 'a' }), approval('Bob', { id: 'b' })], 'approved', null)
    expect(sent).toMatchObject([{ command: 'decide-approvals', input: { operationId: 'id-1' } }])
    expect(model.undoOffer.value).toEqual({ operationId: 'id-1', kind: 'approved', untilMs, count: 2 })
  })

  it('of a capture brings the line back into the empty field', async () => {
    const { model, type } = openPopupModel({
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
    const { model } = openPopupModel({ snapshot: atWork({ undo: offer }), answer: () => ({ undone: false }) })
    await model.undo()
    expect(model.outcome.value?.kind).toBe('undo-too-late')
  })
})

describe('failures', () => {
  it('that the worker has published are shown', () => {
    const failure = { code: 'server-error', detail: null } as const
    expect(openPopupModel({ snapshot: atWork({ failure }) }).model.failure.value).toEqual(failure)
  })

  it('go when they are dismissed', async () => {
    const { model, sent } = openPopupModel({
      answer: ({ command }) => (command === 'sign-in' ? refusal() : undefined),
    })
    await model.signIn()
    expect(model.failure.value?.code).toBe('storage-failed')
    await model.dismissFailure()
    expect(model.failure.value).toBeNull()
    expect(sent.map(({ command }) => command)).toEqual(['sign-in', 'dismiss-failure'])
  })
})

describe('another sign-in', () => {
  it('begins with today, whatever the one before had open', () => {
    const { model } = openPopupModel()
    model.show('settings')
    model.editing.value = 'entry'
    model.publish(signedOut())
    model.publish(atWork())
    expect([model.view.value, model.editing.value]).toEqual(['today', null])
  })
})
