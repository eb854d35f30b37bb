import { expect, it } from 'vitest'
import { entry } from '../../../test/e2e/states/entries.ts'
import { NO_CAPABILITIES } from '../../domain/permissions.ts'
import { permitsOf } from './entry-permits.ts'

const ALL = {
  ...NO_CAPABILITIES,
  ...{ read: true, create: true, change: true, delete: true },
}
const BASE = { ...ALL, change: false, delete: false }
const NONE = { ...BASE, create: false }
const conflict = { mine: 'change', theirs: 'unknown', locked: false } as const

it.each([
  ['sent', {}, ALL, [true, true, true]],
  ['approved', { status: 'approved' }, ALL, [false, false, true]],
  ['in conflict', { sync: 'conflict', conflict }, ALL, [false, false, false]],
  ['sent, where the server changes nothing', {}, BASE, [false, false, true]],
  ['unsent, where the server changes nothing', { sync: 'waiting' }, BASE, [true, true, true]],
  ['of somebody who may only look', { sync: 'waiting' }, NONE, [false, false, false]],
  ['before anybody is known', {}, undefined, [false, false, false]],
] as const)('an entry that is %s', (_, changes, can, expected) => {
  const permits = permitsOf(entry(changes), can)
  expect([permits.edit, permits.delete, permits.copy]).toEqual(expected)
})
