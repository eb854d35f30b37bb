import { effect } from '@preact/signals'
import type { HandedLine } from '../../contract/handed-line.ts'
import type { PopupModel } from './popup-model.ts'

export interface HandedLinesDeps {
  /** Gives all that waits; what is returned waits no more. */
  readonly take: (take: (lines: readonly HandedLine[]) => readonly HandedLine[]) => Promise<void>
  readonly watch: (onChange: () => void) => void
  /** Where the popup stands open in a tab that nobody sees, the lines are for the one that opens now. */
  readonly isVisible: () => boolean
  readonly nowMs: () => number
}

/** Takes into the line what came by another way, behind what stands there; it waits until somebody is signed in. */
export function followHandedLines(deps: HandedLinesDeps, model: PopupModel): void {
  const take = () => {
    if (!deps.isVisible() || !isReady(model)) return
    deps
      .take((lines) => {
        // Asked again: somebody may have signed out while the lines were read.
        if (!isReady(model)) return []
        const due = lines.filter(({ heldUntilMs }) => heldUntilMs <= deps.nowMs())
        for (const line of due) takeUp(line, model)
        return due
      })
      .catch((error: unknown) => console.error(error))
  }
  deps.watch(take)
  effect(() => {
    if (model.snapshot.value && isReady(model)) take()
  })
}

function isReady({ snapshot, stage }: PopupModel): boolean {
  return stage.value === 'work' && snapshot.value?.can.create === true
}

function takeUp({ id, kind, text }: HandedLine, { capture, snapshot }: PopupModel): void {
  // The browser was stopped between storing the entry and striking off its line.
  if (snapshot.peek()?.entries.some((entry) => entry.id === id)) return
  if (kind === 'note') capture.page.takeNote(text)
  else capture.addLine(text, id)
}
