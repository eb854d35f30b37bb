import { CornerDownLeft } from 'lucide-preact'
import type { ComponentType } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { text } from '../../platform/texts.ts'
import { CapturePreview } from './CapturePreview.tsx'
import type { CaptureModel } from './capture-interface.ts'
import { takePageKey } from './page-keys.ts'
import { usePopup } from './popup-context.ts'
import { StartTimer } from './StartTimer.tsx'
import { optionId, SUGGESTIONS_ID } from './suggestion-ids.ts'

const PREVIEW_ID = 'capture-preview'

/** The line in which work is typed, and what it will be saved as. */
export function Capture() {
  const { can, capture } = usePopup()
  const field = useRef<HTMLInputElement>(null)
  const isOwnMove = useRef(false)
  const { line, cursor, suggestions, active, paste } = capture
  const isOpen = suggestions.value.length > 0
  const Extras = useExtras(isOpen || paste.shown.value.length > 0)

  const focusField = () => {
    isOwnMove.current = true
    field.current?.focus()
    isOwnMove.current = false
  }

  // The popup opens with the cursor here; a view chosen by its button leaves the focus on that.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) focusField()
  }, [])
  // After a suggestion was taken the cursor stands behind it, not at the end of the line.
  useLayoutEffect(() => {
    const { current } = field
    if (line.value === '' || current?.value !== line.value) return
    // Where it stands there already, as after each letter, to set it would have the page laid out once more.
    if (current.selectionStart !== cursor.value) current.setSelectionRange(cursor.value, cursor.value)
  }, [line.value])

  // Before anything was read the field is there: the last time it was.
  if (can.value?.create === false) return <p class="capture-none soft">{text('captureNotAllowed')}</p>

  const save = async () => {
    const isInPaste = document.activeElement?.closest('.paste') != null
    await (isInPaste ? paste.save() : capture.save())
    focusField()
  }
  const start = async () => {
    await capture.startTimer()
    focusField()
  }
  return (
    <form
      class="capture"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div class="capture-line">
        <input
          ref={field}
          class="capture-field"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-label={text('logTime')}
          placeholder={text('captureExample')}
          aria-describedby={PREVIEW_ID}
          // A text field that becomes a combobox while there is something to choose (ARIA 1.2).
          {...(isOpen && {
            role: 'combobox',
            'aria-expanded': true,
            'aria-autocomplete': 'list' as const,
            'aria-controls': SUGGESTIONS_ID,
            'aria-activedescendant': active.value === -1 ? undefined : optionId(active.value),
          })}
          value={line.value}
          onInput={({ currentTarget }) =>
            capture.type(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length)
          }
          onSelect={({ currentTarget }) => {
            const at = currentTarget.selectionStart ?? 0
            if (at !== cursor.peek()) capture.moveCursor(at)
          }}
          // Not when the person has never left it: the browser's window has come back, or an act has ended.
          onFocus={({ relatedTarget }) => {
            if (relatedTarget !== null && !isOwnMove.current) capture.openSuggestions()
          }}
          onBlur={capture.closeSuggestions}
          onClick={capture.openSuggestions}
          onPaste={(event) => {
            if (capture.takePaste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
          }}
          onKeyDown={(event) => onKey(event, capture, start)}
        />
        <StartTimer onStart={start} />
        <button type="submit" class="button button-primary capture-add">
          {text('add')}
          <CornerDownLeft size={13} aria-hidden="true" />
        </button>
      </div>
      <CapturePreview id={PREVIEW_ID} focusField={focusField} />
      {Extras && <Extras />}
    </form>
  )
}

/** Comes a moment after it is first needed. */
function useExtras(isNeeded: boolean): ComponentType | null {
  const [Extras, setExtras] = useState<ComponentType | null>(null)
  useEffect(() => {
    if (!isNeeded || Extras) return
    import('./CaptureExtras.tsx').then(
      (code) => setExtras(() => code.CaptureExtras),
      (error: unknown) => console.error(error),
    )
  }, [isNeeded])
  return Extras
}

function onKey(event: KeyboardEvent, capture: CaptureModel, start: () => Promise<void>): void {
  if (event.isComposing) return
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    void start()
    return
  }
  const onKeyHere = capture.suggestions.peek().length > 0 ? onKeyInList : onKeyInLine
  if (takePageKey(event, capture) || onKeyHere(event, capture)) event.preventDefault()
}

function onKeyInLine({ key }: KeyboardEvent, capture: CaptureModel): boolean {
  switch (key) {
    case 'ArrowDown':
      capture.openSuggestions()
      return capture.line.peek().trim() === ''
    case 'Escape':
      // It would close the popup.
      if (capture.plainProject.peek() === null) return false
      capture.keepInNote()
      return true
    default:
      return false
  }
}

function onKeyInList(event: KeyboardEvent, capture: CaptureModel): boolean {
  const suggestions = capture.suggestions.peek()
  const active = capture.active.peek()
  // Tab takes the first project, task or tag of a word that asks for one; past work is taken when it is chosen alone.
  const first = suggestions[0]?.kind === 'work' ? -1 : 0
  const chosen = suggestions[event.key === 'Tab' ? Math.max(active, first) : active]
  switch (event.key) {
    case 'ArrowDown':
      capture.moveActive(1)
      return true
    case 'ArrowUp':
      capture.moveActive(-1)
      return true
    case 'Escape':
      capture.closeSuggestions()
      return true
    case 'Enter':
    case 'Tab':
      if (!chosen || event.shiftKey) return false
      capture.accept(chosen)
      return true
    case 'd':
      if (!chosen || !(event.ctrlKey || event.metaKey)) return false
      void capture.star(chosen)
      return true
    default:
      return false
  }
}
