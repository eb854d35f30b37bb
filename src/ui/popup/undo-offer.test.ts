import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { managing } from '../../../test/e2e/states/snapshots.ts'
import type { Snapshot, UndoOffer } from '../../contract/snapshot.ts'
import { createUndoOffer } from './undo-offer.ts'

const offer = (operationId: string): UndoOffer => ({
  operationId,
  kind: 'approved',
  untilMs: 5_000,
  count: 2,
})

it('is what the last answer says, until a snapshot tells of it or its time is over', () => {
  const snapshot = signal<Snapshot | null>(managing({ undo: offer('earlier') }))
  const nowMs = signal(0)
  const { shown, answer } = createUndoOffer(snapshot, nowMs)
  expect(shown.value?.operationId).toBe('earlier')
  answer(offer('answered'))
  expect(shown.value?.operationId).toBe('answered')
  nowMs.value = 5_000
  expect(shown.value).toBeNull()
  nowMs.value = 4_999
  snapshot.value = managing({ undo: null })
  expect(shown.value).toBeNull()
  answer(offer('next'))
  snapshot.value = managing({ undo: offer('told') })
  expect(shown.value?.operationId).toBe('told')
})
