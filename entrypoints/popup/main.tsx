import { type ComponentType, render } from 'preact'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import { uuidV7 } from '../../src/domain/uuid.ts'
import { about } from '../../src/platform/about.ts'
import { readActivePage } from '../../src/platform/active-page.ts'
import {
  type Draft,
  type FormDraft,
  readDraft,
  readFormDraft,
  watchDraft,
  writeDraft,
  writeFormDraft,
} from '../../src/platform/draft-store.ts'
import { readLastStage, writeLastStage } from '../../src/platform/last-stage.ts'
import { isPageContextWanted } from '../../src/platform/preferences-store.ts'
import { sendCommand } from '../../src/platform/send-command.ts'
import { openSettings } from '../../src/platform/settings-page.ts'
import { readSnapshot, readSnapshotFrame, watchSnapshot } from '../../src/platform/snapshot-store.ts'
import { askToKeep } from '../../src/platform/storage-room.ts'
import { watchStored } from '../../src/platform/stored-notice.ts'
import { language, text } from '../../src/platform/texts.ts'
import { openFullPage, openSidePanel } from '../../src/platform/work-pages.ts'
import { attempt } from '../../src/ui/attempt.ts'
import { createFormats } from '../../src/ui/formats.ts'
import { Popup } from '../../src/ui/popup/Popup.tsx'
import { PopupProvider } from '../../src/ui/popup/popup-context.ts'
import { createPopupModel, type PopupModel } from '../../src/ui/popup/popup-model.ts'
import type { Room } from '../../src/ui/popup/room.ts'
import { expectedStage } from '../../src/ui/popup/stage.ts'
import { viewAt } from '../../src/ui/popup/view.ts'

const RANDOM_BYTES = 10
const TICK_MS = 1_000

/** The pages that are made of this, by their paths: they differ in the room they have, and in their style sheets. */
const ROOMS: Readonly<Record<string, Room>> = {
  '/popup.html': { canBeWide: false, openPage: openFullPage, openSidePanel: openSidePanel && giveWay },
  '/page.html': { canBeWide: true, openPage: null, openSidePanel },
  '/sidepanel.html': { canBeWide: true, openPage: openFullPage, openSidePanel: null },
}

/** The panel does not take the focus, which would end the popup. */
async function giveWay(): Promise<void> {
  await openSidePanel?.()
  close()
}

async function main(room: Room): Promise<void> {
  const reading = attempt(readStored)
  const root = await findRoot()
  const userLanguage = language()
  const timeZone = Temporal.Now.timeZoneId()
  const { promise: listsRead, resolve: onListsRead } = Promise.withResolvers<void>()
  const model = createPopupModel({
    expected: expectedStage(readLastStage()),
    language: userLanguage,
    formats: createFormats(userLanguage, timeZone, String(Temporal.Now.plainDateISO(timeZone).year)),
    nowMs: () => Date.now(),
    dayAt: (epochMs) =>
      Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    newId: () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))),
    listsRead,
    whenIdle: () => new Promise((resolve) => requestIdleCallback(() => resolve())),
    send: sendCommand,
    saveDraft: writeDraft,
    saveFormDraft: writeFormDraft,
    noteStage: writeLastStage,
    askToKeep,
    openSettings,
    room,
    about,
  })
  const draw = (CurrentView: ComponentType | null, Beside: ComponentType | null = null) =>
    render(
      <PopupProvider value={model}>
        <Popup CurrentView={CurrentView} Beside={Beside} />
      </PopupProvider>,
      root,
    )

  document.documentElement.lang = text('languageTag')
  document.documentElement.dir = text('languageDirection')
  setInterval(model.tick, TICK_MS)
  draw(null)
  const stored = await reading
  if (!stored.ok) {
    onListsRead()
    return model.failToRead()
  }
  model.open(...stored.value)
  showAsked(model)
  addEventListener('hashchange', () => showAsked(model))
  watchSnapshot(model.publish)
  watchStored(model.noteStored)
  watchDraft(model.capture.follow)
  if (room.canBeWide)
    // It may have been open for days.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void model.synchronise()
    })
  // Each in a task of its own, so that what is typed meanwhile is not kept waiting.
  setTimeout(async () => {
    const code = import('../../src/ui/popup/CurrentView.tsx')
    void takeUpPage(model)
    void followHandedLines(model)
    const lists = await attempt(readSnapshot)
    if (lists.ok && lists.value) model.publish(lists.value)
    onListsRead()
    // Without its lists the work would look as if there were none.
    if (!lists.ok) return model.failToRead()
    const { CurrentView, Beside } = await code
    draw(CurrentView, Beside)
    requestAnimationFrame(() =>
      setTimeout(() => {
        model.isWhole.value = true
        void model.synchronise()
      }),
    )
  })
}

/** What the page offers on which the popup was opened; without it the popup is whole as well. */
async function takeUpPage(model: PopupModel): Promise<void> {
  const pages = await import('../../src/ui/popup/opened-page.ts')
  const deps = { isWanted: isPageContextWanted, readActivePage, send: sendCommand }
  const taken = await attempt(() => pages.takeUpPage(deps, model.capture.page))
  if (!taken.ok) console.error(taken.failure)
}

/** What was typed in the address bar or chosen in a menu. */
async function followHandedLines(model: PopupModel): Promise<void> {
  const lines = await import('../../src/ui/popup/handed-lines.ts')
  const store = await import('../../src/platform/handed-line-store.ts')
  lines.followHandedLines(
    {
      take: store.takeHandedLines,
      watch: (onChange) => {
        store.watchHandedLines(onChange)
        document.addEventListener('visibilitychange', onChange)
      },
      isVisible: () => document.visibilityState === 'visible',
      nowMs: () => Date.now(),
    },
    model,
  )
}

async function readStored(): Promise<readonly [Snapshot | null, Draft | null, FormDraft | null]> {
  const [frame, draft, form] = await Promise.all([readSnapshotFrame(), readDraft(), readFormDraft()])
  // A draft is read with the projects, and is done if its entry is among the entries; a form stands at its entry.
  return [draft?.text || form ? await readSnapshot() : frame, draft, form]
}

/** A page that is opened for one of its views names that in its address. */
function showAsked(model: PopupModel): void {
  const view = viewAt(location.hash)
  if (view) model.show(view)
}

/** The script does not wait for the page, nor for its style sheet. */
async function findRoot(): Promise<HTMLElement> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has lost its root')
  return root
}

// The settings page loads this file too, for the parts that both have.
const room = ROOMS[location.pathname]
if (room) void main(room)
