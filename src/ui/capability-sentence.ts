import type { Capabilities } from '../domain/permissions.ts'
import { text } from '../platform/texts.ts'
import type { Formats } from './formats.ts'

/** What the granted scopes allow, each a sentence: `You can see, add and change entries.` */
export function capabilitySentences(can: Capabilities, formats: Formats): readonly string[] {
  const own = [
    ...(can.read ? [text('canSee')] : []),
    ...(can.create ? [text('canAdd')] : []),
    ...(can.change ? [text('canChange')] : []),
    ...(can.delete ? [text('canDelete')] : []),
    ...(can.submit ? [text('canSubmit')] : []),
  ]
  const sentences = [
    ...(own.length > 0 ? [text('canEntries', formats.list(own))] : []),
    ...(can.approve ? [text('canApprove')] : []),
    ...serverSentences(can),
  ]
  return sentences.length > 0 ? sentences : [text('canNothing')]
}

/** What the company's server does not offer, though the person would be allowed to. */
function serverSentences(can: Capabilities): readonly string[] {
  return [
    ...(can.create && !can.change ? [text('serverKeepsEntries')] : []),
    ...(can.create && !can.submit ? [text('serverTakesEntries')] : []),
    ...(can.approve && !can.reject ? [text('serverOnlyApproves')] : []),
  ]
}
