import { CornerDownLeft } from 'lucide-preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { text } from '../../platform/texts.ts'
import { CapturePreview } from './CapturePreview.tsx'
import { usePopup } from './popup-context.ts'
import { StartTimer } from './StartTimer.tsx'
import { optionId, SUGGESTIONS_ID, Suggestions } from './Suggestions.tsx'

const PREVIEW_ID = 'capture-preview'

/** The line in which work is typed, and what it will be saved as. */
export function Capture() {
  const { snapshot, capture } = usePopup()
  const field = useRef<HTMLInputElement>(null)
  const { line, cursor, suggestions, active } = capture
  const isOpen = suggestions.value.length > 0

  // The popup opens with the cursor here; a view chosen by its button leaves the focus on that.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) field.current?.focus()
  }, [])
  // After a suggestion was taken the cursor stands behind it, not at the end of the line.
  useLayoutEffect(() => {
    if (line.value !== '' && field.current?.value === line.value)
      field.current.setSelectionRange(cursor.value, cursor.value)
  }, [line.value])

  // Before anything was read the field is there: the last time it was.
  if (snapshot.value?.can.create === false)
    return <p class="capture-none soft">{text('captureNotAllowed')}</p>

  const save = async () => {
    await capture.save()
    field.current?.focus()
  }
  const start = async () => {
    await capture.startTimer()
    field.current?.focus()
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
          onBlur={capture.closeSuggestions}
          onKeyDown={(event) => onKey(event, capture, start)}
        />
        <StartTimer onStart={start} />
        <button type="submit" class="button button-primary capture-add">
          {text('add')}
          <CornerDownLeft size={13} aria-hidden="true" />
        </button>
        {isOpen && <Suggestions />}
      </div>
      <CapturePreview id={PREVIEW_ID} focusField={() => field.current?.focus()} />
    </form>
  )
}

function onKey(
  event: KeyboardEvent,
  capture: ReturnType<typeof usePopup>['capture'],
  start: () => Promise<void>,
): void {
  if (event.isComposing) return
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    void start()
    return
  }
  const suggestions = capture.suggestions.peek()
  if (suggestions.length === 0) {
    // Escape would close the popup.
    if (event.key !== 'Escape' || capture.plainProject.peek() === null) return
    event.preventDefault()
    capture.keepInNote()
    return
  }
  const active = capture.active.peek()
  const chosen = suggestions[event.key === 'Tab' ? Math.max(active, 0) : active]
  switch (event.key) {
    case 'ArrowDown':
      capture.moveActive(1)
      break
    case 'ArrowUp':
      capture.moveActive(-1)
      break
    case 'Escape':
      capture.closeSuggestions()
      break
    case 'Enter':
    case 'Tab':
      if (!chosen || event.shiftKey) return
      capture.accept(chosen)
      break
    default:
      return
  }
  event.preventDefault()
}
