import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { CaptureContext } from '../../domain/capture-context.ts'
import { type CaptureReading, contentOf, readCaptureLine } from '../../domain/capture-line.ts'
import { readCaptureLines } from '../../domain/capture-lines.ts'
import type { EntryContent } from '../../domain/entry.ts'

/** A pasted line. Its id is that of the entry it becomes, so that saving it twice stores one. */
export interface PastedLine {
  readonly id: string
  readonly text: string
}

export interface PasteDeps {
  readonly context: ReadonlySignal<CaptureContext>
  readonly newId: () => string
  /** `act`: what they have in common, so that all of them are taken back together. */
  readonly saveEntry: (id: string, content: EntryContent, act: string) => Promise<boolean>
  /** Keeps what is left, so that it is there when the popup opens again. */
  readonly keep: (lines: readonly PastedLine[]) => Promise<void>
  readonly tell: (count: number) => void
}

export interface ShownLine extends PastedLine {
  readonly reading: CaptureReading
}

export type Paste = ReturnType<typeof createPaste>

/** Several lines that were pasted: seen first, then saved as several entries; what cannot be read stays. */
export function createPaste(deps: PasteDeps) {
  const lines = signal<readonly PastedLine[]>([])
  const leftOut = signal(0)
  /** What was removed last, and from where. */
  const removed = signal<{
    readonly lines: readonly PastedLine[]
    readonly before: readonly PastedLine[]
  } | null>(null)
  const saving = signal(false)
  /** By the last act, for the case that it is taken back. */
  let saved: readonly PastedLine[] = []

  // A line that stays the same is not read again: two hundred at each keystroke would be felt.
  let readings = new Map<string, CaptureReading>()
  let readIn: CaptureContext | null = null
  const shown = computed((): readonly ShownLine[] => {
    const context = deps.context.value
    const known = readIn === context ? readings : new Map<string, CaptureReading>()
    const read = lines.value.map((line) => ({
      ...line,
      reading: known.get(line.text) ?? readCaptureLine(line.text, context),
    }))
    readings = new Map(read.map(({ text, reading }) => [text, reading]))
    readIn = context
    return read
  })
  const ready = computed(() =>
    shown.value.flatMap(({ id, reading }) => {
      const content = contentOf(reading)
      return content ? [{ id, content }] : []
    }),
  )

  function change(next: readonly PastedLine[]): void {
    lines.value = next
    void deps.keep(next)
  }

  function remove(gone: readonly PastedLine[]): void {
    batch(() => {
      removed.value = { lines: gone, before: lines.peek() }
      change(lines.peek().filter((line) => !gone.includes(line)))
    })
  }

  return {
    shown,
    ready,
    leftOut: leftOut as ReadonlySignal<number>,
    removedCount: computed(() => removed.value?.lines.length ?? 0),
    saving: saving as ReadonlySignal<boolean>,

    open: (text: string) => {
      const read = readCaptureLines(text, deps.context.peek())
      batch(() => {
        leftOut.value = read.leftOut
        removed.value = null
        change([...lines.peek(), ...read.lines.map((line) => ({ id: deps.newId(), text: line.text }))])
      })
    },
    /** What was left when the popup closed. */
    reopen: (stored: readonly PastedLine[]) => {
      batch(() => {
        leftOut.value = 0
        removed.value = null
        lines.value = stored
      })
    },
    edit: (id: string, text: string) =>
      change(lines.peek().map((line) => (line.id === id ? { ...line, text } : line))),
    remove: (id: string) => remove(lines.peek().filter((line) => line.id === id)),
    removeAll: () => remove(lines.peek()),
    undoRemoval: () => {
      const last = removed.peek()
      if (!last) return
      batch(() => {
        removed.value = null
        change(last.before)
      })
    },
    forgetRemoval: () => {
      removed.value = null
    },
    /** What was saved last was taken back: its lines are there again, each to become another entry. */
    restore: () => {
      change([...saved.map((line) => ({ ...line, id: deps.newId() })), ...lines.peek()])
      saved = []
    },
    /** Saves the lines that can be read, one after the other; those that are kept leave the list. */
    save: async (): Promise<boolean> => {
      if (saving.peek()) return false
      saving.value = true
      removed.value = null
      let count = 0
      const act = deps.newId()
      saved = []
      for (const { id, content } of ready.peek()) {
        if (!(await deps.saveEntry(id, content, act))) break
        count += 1
        saved = [...saved, ...lines.peek().filter((line) => line.id === id)]
        change(lines.peek().filter((line) => line.id !== id))
      }
      saving.value = false
      if (count > 0) deps.tell(count)
      return count > 0
    },
  }
}
