import { captureWordsFor } from '../domain/capture-words.ts'
import type { TypedLine, Typist } from '../domain/typed-line.ts'
import { uuidV7 } from '../domain/uuid.ts'
import { flashBadge } from '../platform/badge.ts'
import type { CommandHandlers } from '../platform/command-dispatch.ts'
import { createMenus, listenToMenus } from '../platform/context-menu.ts'
import { dropHandedLine, handLine } from '../platform/handed-line-store.ts'
import { listenToOmnibox } from '../platform/omnibox.ts'
import { openPopupOrWindow } from '../platform/popup-window.ts'
import { language } from '../platform/texts.ts'
import { onStart } from '../platform/wake-up.ts'
import { createWaysIn } from './ways-in.ts'

/** Words for what the worker shows outside of the pages. */
export interface Sentences {
  readonly omniboxPreview: (typed: TypedLine) => string
}

/** What the ways in need of the worker, once that is ready. */
export interface Inside {
  readonly handlers: Pick<CommandHandlers, 'capture-entry'>
  readonly readTypist: () => Promise<Typist>
}

const RANDOM_BYTES = 10
const SAVED_MARK = '✓'

/** Registers address bar and context menu; call it before the first await. */
export function listenToWaysIn(inside: () => Promise<Inside>, { omniboxPreview }: Sentences): void {
  const told = (act: Promise<void>) => void act.catch((error: unknown) => console.error(error))
  const waysIn = createWaysIn({
    readTypist: async () => (await inside()).readTypist(),
    today: () => Temporal.Now.plainDateISO().toString(),
    words: () => captureWordsFor(language()),
    now: () => Date.now(),
    newId: () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))),
    capture: async (id, content) =>
      void (await (
        await inside()
      ).handlers['capture-entry']({
        id,
        content: { ...content, tags: [...content.tags] },
      })),
    hand: handLine,
    drop: dropHandedLine,
    openPopup: openPopupOrWindow,
    showSaved: () => told(flashBadge(SAVED_MARK)),
  })
  listenToOmnibox({
    onStart: waysIn.startTyping,
    preview: async (line) => omniboxPreview(await waysIn.previewLine(line)),
    onEnter: (line) => told(waysIn.enterLine(line)),
  })
  listenToMenus((choice) => told(waysIn.logChoice(choice)))
  onStart(() => told(createMenus()))
}
