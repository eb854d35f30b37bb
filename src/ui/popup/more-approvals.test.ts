// @vitest-environment node
import { type Signal, signal } from '@preact/signals'
import { beforeEach, expect, it, vi } from 'vitest'
import { approval } from '../../../test/e2e/states/entries.ts'
import { managing } from '../../../test/e2e/states/snapshots.ts'
import type { ApprovalView, Snapshot } from '../../contract/snapshot.ts'
import { AppError } from '../../domain/failure.ts'
import type { Send } from '../send.ts'
import { createInboxModel, type InboxModel } from './inbox-model.ts'
import type { View } from './view.ts'

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((id) => approval('Ada', { id }))
const all = (...rows: (ApprovalView | undefined)[]) => rows.filter((row) => row !== undefined)
const MORE = { entries: false, projects: false, approvals: true }

let snapshot: Signal<Snapshot | null>
let view: Signal<View>
let answers: (() => Promise<{ approvals: readonly ApprovalView[]; truncated: boolean }>)[]
let asked: unknown[]
let inbox: InboxModel

beforeEach(() => {
  snapshot = signal<Snapshot | null>(managing({ approvals: all(A, B), truncated: MORE }))
  view = signal<View>('today')
  answers = []
  asked = []
  const send = (async (name: string, input: unknown) => {
    asked.push([name, input])
    return await (answers.shift() ?? (async () => ({ approvals: [], truncated: false })))()
  }) as unknown as Send
  inbox = createInboxModel({ snapshot, view, send, decide: async () => true }, 'en')
})

const shown = () => inbox.groups.value.flatMap(({ approvals }) => approvals.map(({ id }) => id))
const settled = () => vi.waitFor(() => expect(inbox.moreState.value).not.toBe('reading'))

it('is asked for once the inbox is open, and stands among the rest', async () => {
  answers = [async () => ({ approvals: all(C, D), truncated: false })]
  expect([asked, inbox.moreState.value]).toEqual([[], null])
  view.value = 'approvals'
  expect([shown(), inbox.moreState.value]).toEqual([['a', 'b'], 'reading'])
  await settled()
  expect(asked).toEqual([['read-more-approvals', { skip: 2 }]])
  expect([shown(), inbox.waitingCount.value, inbox.moreState.value]).toEqual([['a', 'b', 'c', 'd'], 4, 'all'])
})

it('shows nothing twice that a later snapshot carries', async () => {
  answers = [async () => ({ approvals: all(B, C), truncated: false })]
  view.value = 'approvals'
  await settled()
  expect(shown()).toEqual(['a', 'b', 'c'])
})

it('what is decided is gone with the snapshot that tells of it, and an answer from before does not bring it back', async () => {
  let answerLate: (late: { approvals: readonly ApprovalView[]; truncated: boolean }) => void = () => undefined
  answers = [
    async () => ({ approvals: all(C, D), truncated: false }),
    () => new Promise((resolve) => (answerLate = resolve)),
    async () => ({ approvals: all(D), truncated: false }),
  ]
  view.value = 'approvals'
  await settled()
  snapshot.value = managing({ approvals: all(A, B), truncated: MORE })
  await inbox.decide(all(C), 'approved', null)
  expect(shown()).toEqual(['a', 'b', 'c', 'd'])
  snapshot.value = managing({ approvals: all(A, B), truncated: MORE })
  expect(shown()).toEqual(['a', 'b', 'd'])
  answerLate({ approvals: all(C, D), truncated: false })
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  expect(shown()).toEqual(['a', 'b', 'd'])
})

it('what cannot be read is said to be missing, and what was read stays', async () => {
  answers = [
    async () => ({ approvals: all(C), truncated: false }),
    async () => {
      throw new AppError('storage-failed')
    },
  ]
  view.value = 'approvals'
  await settled()
  snapshot.value = managing({ approvals: all(A, B), truncated: MORE })
  await vi.waitFor(() => expect(inbox.moreState.value).toBe('some'))
  expect(shown()).toEqual(['a', 'b', 'c'])
})

it('is of the person on screen alone', async () => {
  answers = [async () => ({ approvals: all(C), truncated: false }), () => new Promise(() => undefined)]
  view.value = 'approvals'
  await settled()
  const { account, ...rest } = managing({ approvals: all(D), truncated: MORE })
  snapshot.value = { ...rest, account: account && { ...account, key: 'issuer|another' } }
  expect(shown()).toEqual(['d'])
})
