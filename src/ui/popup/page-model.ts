import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { PageKeys } from '../../contract/commands.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { addNote } from '../../domain/added-note.ts'
import type { CaptureContext } from '../../domain/capture-context.ts'
import type { CaptureReading } from '../../domain/capture-line.ts'
import type { EntryContent, Project } from '../../domain/entry.ts'
import { projectWithId } from '../../domain/projects-by-id.ts'

/** The page over which the popup was opened, as far as it may be used. */
export interface OpenedPage {
  /** The issue key; null where the page is no issue. */
  readonly key: string | null
  readonly note: string
  /** Null for a page that must not be remembered. */
  readonly keys: PageKeys | null
}

/** What was last booked there. */
export type RecalledProject = Pick<EntryContent, 'projectId'> & { readonly project: string }

export interface PageModel {
  /** What one key puts into the line, and its short name; null while there is nothing, or no place for it. */
  readonly offer: ReadonlySignal<{ readonly label: string; readonly note: string } | null>
  /** On what Enter books because of the page; null where the line itself names a project. */
  readonly project: ReadonlySignal<RecalledProject | null>
  readonly keys: () => PageKeys | null
  readonly takeUp: (page: OpenedPage) => void
  readonly recall: (project: RecalledProject | null) => void
  readonly acceptNote: () => void
  /** Puts words into the line as its note, behind what stands there. */
  readonly takeNote: (words: string) => void
  /** Takes the project back, for as long as the popup is open. */
  readonly dropProject: () => void
  /** The work with the project of the page, where it has none of its own. */
  readonly complete: <Work extends Pick<EntryContent, 'project' | 'projectId'>>(work: Work) => Work
}

export interface PageModelDeps {
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly line: ReadonlySignal<string>
  readonly reading: ReadonlySignal<CaptureReading>
  readonly context: () => CaptureContext
  readonly type: (line: string, cursor: number) => void
}

export function createPageModel({ snapshot, line, reading, context, type }: PageModelDeps): PageModel {
  const opened = signal<OpenedPage | null>(null)
  const recalled = signal<RecalledProject | null>(null)

  const offer = computed(() => {
    const { note: typed, faults } = reading.value
    const isRoom = typed === '' && faults.every(({ reason }) => reason === 'missing')
    const { key = null, note = '' } = opened.value ?? {}
    return isRoom && note !== '' ? { label: key ?? note, note } : null
  })
  const project = computed(() => {
    const { project: typed, faults } = reading.value
    if (typed !== null || faults.some(({ part }) => part === 'project')) return null
    return recalled.value && bookable(recalled.value, snapshot.value?.projects ?? [])
  })

  function acceptNote(): void {
    if (offer.value) takeNote(offer.value.note)
  }

  function takeNote(words: string): void {
    // The same page can be asked for twice.
    if (words === '' || line.value.includes(words)) return
    const text = addNote(line.value, words, context())
    // Without a duration the cursor waits in front, where one is typed.
    if (reading.value.minutes === null) type(` ${text}`, 0)
    else type(text, text.length)
  }

  return {
    offer,
    project,
    keys: () => opened.value?.keys ?? null,
    takeUp: (page) => {
      opened.value = page
    },
    recall: (next) => {
      recalled.value = next
    },
    acceptNote,
    takeNote,
    dropProject: () => {
      recalled.value = null
    },
    complete: (work) => (project.value ? { ...work, ...project.value } : work),
  }
}

/** By the name that it has today; null when nobody can book on it any more. */
function bookable(recalled: RecalledProject, projects: readonly Project[]): RecalledProject | null {
  if (recalled.projectId === null) return projects.length === 0 ? recalled : null
  const known = projectWithId(recalled.projectId, projects)
  return known && !known.archived ? { project: known.name, projectId: known.id } : null
}
