import type { ReadonlySignal } from '@preact/signals'
import type { CommandInput, PageKeys } from '../../contract/commands.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { Suggested } from '../../contract/suggested.ts'
import type { AmbiguousProject, CaptureFault, TaskFault } from '../../domain/capture-fault.ts'
import type { CaptureReading } from '../../domain/capture-line.ts'
import type { EntryContent, Project } from '../../domain/entry.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import type { PastWork } from '../../domain/past-work.ts'
import type { TimerWork } from '../../domain/timer.ts'
import type { TimerLineFault, TimerLineReading } from '../../domain/timer-line.ts'
import type { Draft } from '../../platform/draft-store.ts'
import type { Paste, PasteDeps } from './capture-paste.ts'
import type { Suggestion } from './capture-suggestions.ts'
import type { PageModel } from './page-model.ts'

export interface CaptureDeps {
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly projects: ReadonlySignal<readonly Project[]>
  readonly today: ReadonlySignal<LocalDate>
  readonly language: string
  readonly newId: () => string
  /** Resolves when the snapshot has its projects and entries, which the first frame is drawn without. */
  readonly listsRead: Promise<void>
  /** Resolves when the browser has nothing to draw and no key to pass on. */
  readonly whenIdle: () => Promise<void>
  /** Resolves when it is stored, or when it cannot be, which is said then. */
  readonly saveDraft: (draft: Draft) => Promise<void>
  /** True once the entry is kept. */
  readonly saveEntry: (
    id: string,
    content: EntryContent,
    page?: PageKeys | null,
    act?: string,
  ) => Promise<boolean>
  /** True once the timer runs. */
  readonly startTimer: (id: string, work: TimerWork) => Promise<boolean>
  readonly suggest: (input: CommandInput<'suggest'>) => Promise<Suggested>
  /** True once it is kept, or let go. */
  readonly keepFavourite: (work: PastWork, isFavourite: boolean) => Promise<boolean>
  /** Says how many of several lines were saved. */
  readonly tellSaved: PasteDeps['tell']
}

export interface CaptureModel {
  readonly line: ReadonlySignal<string>
  readonly cursor: ReadonlySignal<number>
  readonly reading: ReadonlySignal<CaptureReading>
  /** The words that stand for a project without `@`, or may stand for several; null when none do. */
  readonly plainProject: ReadonlySignal<string | null>
  /** What to tell the user now: not the part that is still being typed. */
  readonly faults: ReadonlySignal<readonly CaptureFault[]>
  readonly suggestions: ReadonlySignal<readonly Suggestion[]>
  /** Index of the highlighted suggestion, -1 for none. */
  readonly active: ReadonlySignal<number>
  /** Of the last suggestion that was starred or let go; said to screen readers. */
  readonly starred: ReadonlySignal<'kept' | 'let-go' | null>
  readonly paste: Paste
  /** What the page offers on which the popup was opened. */
  readonly page: PageModel
  readonly type: (line: string, cursor: number) => void
  /** Puts a line that was typed elsewhere behind what stands here; `id` is that of the entry which it becomes. */
  readonly addLine: (line: string, id: string) => void
  /** Puts words behind what stands here that have lost their own place, unless another page has done so. */
  readonly takeUp: (words: string) => void
  readonly moveCursor: (cursor: number) => void
  /** Takes a pasted text where it is several lines; false where it belongs into the line. */
  readonly takePaste: (text: string) => boolean
  readonly moveActive: (step: 1 | -1) => void
  /** Shows favourites and the latest work, where the line is empty. */
  readonly openSuggestions: () => void
  readonly closeSuggestions: () => void
  readonly accept: (suggestion: Suggestion) => void
  readonly star: (suggestion: Suggestion) => Promise<void>
  /** Puts what was chosen in the place of the words that could mean several. */
  readonly choose: (fault: AmbiguousProject | TaskFault, project: Project, task: string | null) => void
  /** Gives the words that were taken for a project without `@` back to the note. */
  readonly keepInNote: () => void
  /** Saves the line; answers whether it is kept. The text goes only then. */
  readonly save: () => Promise<boolean>
  /** Starts a timer on what the line says; answers whether it runs. */
  readonly startTimer: () => Promise<boolean>
  /** The line that says what a timer is for, and what such a line says. */
  readonly timerLine: (work: TimerWork) => string
  readonly readTimerLine: (line: string) => TimerLineReading
  /** Why the line as it stands was no timer's, once that was tried. */
  readonly timerFault: ReadonlySignal<TimerLineFault | null>
  /** Takes up the draft of the account that has just appeared; nobody sees the line of somebody else. */
  readonly useAccount: (account: string | null, draft: Draft | null) => void
  /** Goes on with what another page has made of `before`; a line that is another by now stays as it is. */
  readonly follow: (draft: Draft, before: string) => void
  /** Puts the line of an entry that was taken back into the empty field. */
  readonly restore: () => void
}
