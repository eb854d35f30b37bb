import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../src/demo/paths.ts'
import { API_AND_PACKAGE } from './api-and-package.ts'
import { AUTHORIZATION_SERVER } from './authorization-server.ts'
import type { Break, Edit } from './break.ts'
import { CONFORMANCE } from './conformance.ts'
import { FAPI } from './fapi.ts'
import { REDIRECTS } from './redirect.ts'
import { STORAGE_AND_MESSAGES } from './storage-and-messages.ts'

export const BREAKS: readonly Break[] = [
  ...AUTHORIZATION_SERVER,
  ...REDIRECTS,
  ...STORAGE_AND_MESSAGES,
  ...API_AND_PACKAGE,
  ...CONFORMANCE,
  ...FAPI,
]

export function editsOf(one: Break): readonly Edit[] {
  return [one, ...(one.also ?? [])]
}

/** The edits whose text is not exactly once in its file. */
export function findMisplaced(breaks: readonly Break[]): readonly Edit[] {
  const occurrences = ({ file, find }: Edit) => readFileSync(join(ROOT, file), 'utf8').split(find).length - 1
  return breaks.flatMap(editsOf).filter((edit) => occurrences(edit) !== 1)
}
