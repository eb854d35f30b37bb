import type { HandedLine } from '../contract/handed-line.ts'
import type { CaptureWords } from '../domain/capture-words.ts'
import type { EntryContent } from '../domain/entry.ts'
import { MAX_NOTE_LENGTH } from '../domain/entry.ts'
import type { LocalDate } from '../domain/local-date.ts'
import { readPageContext } from '../domain/page-context.ts'
import { plainWords, shorten } from '../domain/page-title.ts'
import { readTypedLine, type TypedLine, type Typist } from '../domain/typed-line.ts'
import type { MenuChoice } from '../platform/context-menu.ts'

/** White space in it may leave a whole note. */
const MOST_SELECTED = 4 * MAX_NOTE_LENGTH

/** More than saving takes, also where the database is opened for it. */
const SAVING_MS = 10_000

export interface WaysInDeps {
  readonly readTypist: () => Promise<Typist>
  readonly today: () => LocalDate
  readonly words: () => CaptureWords
  readonly newId: () => string
  readonly now: () => number
  /** Stores the entry; twice under one id stores one. */
  readonly capture: (id: string, content: EntryContent) => Promise<void>
  /** Keeps words for the popup's line. */
  readonly hand: (line: HandedLine) => Promise<void>
  readonly drop: (id: string) => Promise<void>
  readonly openPopup: () => Promise<void>
  /** Says without a word that an entry was saved. */
  readonly showSaved: () => void
}

export type WaysIn = ReturnType<typeof createWaysIn>

/** Ways to log time that do not begin at the icon. All end in the popup's line or in what its Enter does. */
export function createWaysIn(deps: WaysInDeps) {
  let typist: Promise<Typist> | null = null

  const lookUp = () => {
    const reading = deps.readTypist()
    typist = reading
    // The one who waits for it hears why; the next one tries again.
    reading.catch(() => {
      typist = null
    })
    return reading
  }

  const read = async (line: string, from: Promise<Typist>): Promise<TypedLine> =>
    readTypedLine(line, await from, { today: deps.today(), words: deps.words() })

  /** True once an entry is stored; false where the line has to be completed in the popup. */
  const save = async (id: string, line: string): Promise<boolean> => {
    const typed = await read(line, deps.readTypist())
    if (typed.kind !== 'read' || !typed.content) return false
    await deps.capture(id, typed.content)
    await deps.drop(id)
    return true
  }

  return {
    /** A line begins: projects that were fetched since the last one count. */
    startTyping: () => void lookUp(),

    /** What Enter would do with this line. */
    previewLine: async (line: string): Promise<TypedLine> => await read(line, typist ?? lookUp()),

    /** Saves a line that was typed elsewhere, or opens the popup with it where it cannot be saved as it is. */
    enterLine: async (line: string): Promise<void> => {
      typist = null
      if (line.trim() === '') return await deps.openPopup()
      const id = deps.newId()
      // The browser may stop us at any await: kept first, whatever comes of it.
      const handed = { id, kind: 'line', text: line.trim() } as const
      await reporting(deps.hand({ ...handed, heldUntilMs: deps.now() + SAVING_MS }))
      if (await reporting(save(id, line))) return deps.showSaved()
      await reporting(deps.hand({ ...handed, heldUntilMs: 0 }))
      await deps.openPopup()
    },

    /** Opens the popup with what was chosen as the note of its line. */
    logChoice: async ({ selection, page }: MenuChoice): Promise<void> => {
      const text =
        selection === null
          ? page && readPageContext(page.title, page.address)?.note
          : shorten(plainWords(selection.slice(0, MOST_SELECTED)), MAX_NOTE_LENGTH)
      // At once: some browsers open a popup only in the moment of the click.
      const opening = deps.openPopup()
      if (text) await deps.hand({ id: deps.newId(), kind: 'note', text, heldUntilMs: 0 })
      await opening
    },
  }
}

/** What fails here must not keep the words from the other place that they can go to. */
async function reporting<Value>(act: Promise<Value>): Promise<Value | null> {
  return await act.catch((error: unknown) => {
    console.error(error)
    return null
  })
}
