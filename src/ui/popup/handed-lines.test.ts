import { expect, it, vi } from 'vitest'
import { NOW } from '../../../test/e2e/states/entries.ts'
import { atWork, managing, signedOut } from '../../../test/e2e/states/snapshots.ts'
import { openPopupModel } from '../../../test/support/popup-model.ts'
import type { HandedLine } from '../../contract/handed-line.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { followHandedLines } from './handed-lines.ts'

const ID = '0190a4a0-0000-7000-8000-000000000001'
const LINE: HandedLine = { id: ID, kind: 'line', text: '@acme review', heldUntilMs: 0 }
const NOTE: HandedLine = { id: 'n', kind: 'note', text: 'PROJ-1 Fix it', heldUntilMs: 0 }

/** A popup, and what waits for it. */
function openWith(
  waiting: HandedLine[],
  { snapshot = atWork(), line = '' }: { snapshot?: Snapshot; line?: string } = {},
) {
  const popup = openPopupModel({ snapshot })
  if (line !== '') popup.type(line)
  const changes: (() => void)[] = []
  const sight = { isVisible: true }
  followHandedLines(
    {
      take: async (take) => {
        const taken = take(waiting)
        waiting = waiting.filter((one) => !taken.includes(one))
      },
      watch: (onChange) => void changes.push(onChange),
      isVisible: () => sight.isVisible,
      nowMs: () => NOW.getTime(),
    },
    popup.model,
  )
  const { capture } = popup.model
  return {
    ...popup,
    sight,
    state: () => [capture.line.value, capture.cursor.value, waiting.length],
    hand: (more: HandedLine) => {
      waiting = [...waiting, more]
      for (const change of changes) change()
    },
  }
}

it.each<[string, HandedLine, string, number]>([
  ['', LINE, '@acme review', 12],
  ['2h', LINE, '2h @acme review', 15],
  ['', NOTE, ' PROJ-1 Fix it', 0],
  ['2h @website', NOTE, '2h @website PROJ-1 Fix it', 25],
  ['half a thought', NOTE, ' half a thought PROJ-1 Fix it', 0],
  ['2h PROJ-1 Fix it', NOTE, '2h PROJ-1 Fix it', 16],
  ['', { ...NOTE, text: '@acme yesterday' }, ' -- @acme yesterday', 0],
])('behind “%s” comes what waits, and nothing of either is lost', async (line, handed, text, cursor) => {
  const { state, drafts } = openWith([handed], { line })
  await vi.waitFor(() => expect(state()).toEqual([text, cursor, 0]))
  if (line !== text) expect(drafts.at(-1)?.text).toBe(text)
})

it('what comes while the popup is open is taken up as well, in turn', async () => {
  const { state, hand } = openWith([])
  hand(LINE)
  hand({ ...NOTE, text: 'and more' })
  await vi.waitFor(() => expect(state()[2]).toBe(0))
  expect(state()[0]).toBe(' @acme review and more')
})

it('it waits until somebody is signed in who may log', async () => {
  const { state, model } = openWith([LINE], { snapshot: signedOut() })
  await Promise.resolve()
  expect(state()).toEqual(['', 0, 1])
  model.publish(managing({ can: { ...managing().can, create: false } }))
  expect(state()).toEqual(['', 0, 1])
  model.publish(atWork())
  await vi.waitFor(() => expect(state()).toEqual(['@acme review', 12, 0]))
})

it('it waits while nobody sees the popup, and while the worker may still save it', async () => {
  const { state, sight, hand } = openWith([])
  sight.isVisible = false
  hand(LINE)
  await Promise.resolve()
  expect(state()[2]).toBe(1)
  sight.isVisible = true
  hand({ ...LINE, id: 'b', text: '2h being saved', heldUntilMs: NOW.getTime() + 1 })
  await vi.waitFor(() => expect(state()).toEqual(['@acme review', 12, 1]))
})

it('one that has become an entry already is no line any more', async () => {
  const snapshot = atWork()
  const { state } = openWith([{ ...LINE, id: snapshot.entries[0]?.id ?? '' }], { snapshot })
  await vi.waitFor(() => expect(state()).toEqual(['', 0, 0]))
})

it('it is stored under its own id, so that an older entry which it has become gets no twin', async () => {
  const { state, model, sent } = openWith([{ ...LINE, text: '2h review' }])
  await vi.waitFor(() => expect(state()[2]).toBe(0))
  await model.capture.save()
  expect(sent.find(({ command }) => command === 'capture-entry')?.input).toMatchObject({ id: ID })
})
