import type { CommandInput, CommandName } from '../../src/contract/commands.ts'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import type { Suggested } from '../../src/contract/suggested.ts'
import type { Draft, FormDraft } from '../../src/platform/draft-store.ts'
import { createFormats } from '../../src/ui/formats.ts'
import { createPopupModel, type PopupDeps } from '../../src/ui/popup/popup-model.ts'
import { NOW, TODAY } from '../e2e/states/entries.ts'
import { atWork } from '../e2e/states/snapshots.ts'

export const EMPLOYEE = 'https://login.example|employee'

const NOTHING_SUGGESTED: Suggested = { work: [], tags: [], uses: [] }

interface Sent {
  readonly command: CommandName
  readonly input: unknown
}

interface Changes extends Partial<Omit<PopupDeps, 'send'>> {
  readonly snapshot?: Snapshot | null
  readonly draft?: Draft | null
  readonly form?: FormDraft | null
  readonly answer?: (sent: Sent) => unknown
  /** Asked at many keystrokes, and not among what is `sent`. */
  readonly suggest?: (input: CommandInput<'suggest'>) => Suggested | Promise<Suggested>
}

/** The popup's model after it has read what is stored, and what it asked of its surroundings. */
export function openPopupModel({ snapshot = atWork(), draft = null, form = null, ...changes }: Changes = {}) {
  const popup = popupModelBeforeReading(changes)
  popup.model.open(snapshot, draft, form)
  return popup
}

/** The popup in its first frame. */
export function popupModelBeforeReading(changes: Omit<Changes, 'snapshot' | 'draft' | 'form'>) {
  const sent: Sent[] = []
  const drafts: Draft[] = []
  const formDrafts: (FormDraft | null)[] = []
  const stages: string[] = []
  let ids = 0
  let nowMs = NOW.getTime()
  const { answer = () => undefined, suggest = () => NOTHING_SUGGESTED, ...others } = changes
  const model = createPopupModel({
    expected: 'work',
    language: 'en',
    formats: createFormats('en', 'UTC', '2026'),
    nowMs: () => nowMs,
    dayAt: () => TODAY,
    newId: () => {
      ids += 1
      return `id-${ids}`
    },
    listsRead: Promise.resolve(),
    send: (async (command: CommandName, input: unknown) => {
      if (command === 'suggest') return await suggest(input as CommandInput<'suggest'>)
      sent.push({ command, input })
      return await answer({ command, input })
    }) as PopupDeps['send'],
    saveDraft: async (draft) => void drafts.push(draft),
    saveFormDraft: async (draft) => void formDrafts.push(draft),
    noteStage: (stage) => void stages.push(stage),
    askToKeep: async () => undefined,
    whenIdle: async () => undefined,
    openSettings: async () => undefined,
    room: { canBeWide: false, openPage: null, openSidePanel: null },
    about: () => ({ version: '1.2.3', browser: 'Chrome/144.0.0.0' }),
    ...others,
  })
  const type = (line: string) => model.capture.type(line, line.length)
  const pass = (ms: number) => {
    nowMs += ms
    model.tick()
  }
  return { model, sent, drafts, formDrafts, stages, type, pass }
}
