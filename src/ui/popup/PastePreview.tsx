import { X } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import { chooseBooking, keepInNote } from '../../domain/capture-line.ts'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { captureSentence } from '../capture-sentence.ts'
import { BookingChoices } from './BookingChoices.tsx'
import { Chips } from './CaptureChips.tsx'
import type { ShownLine } from './capture-paste.ts'
import { usePopup } from './popup-context.ts'

/** Several lines that were pasted, each with what it will be saved as; what cannot be read can be mended or removed. */
export function PastePreview() {
  const { capture, formats } = usePopup()
  const { paste } = capture
  const lines = paste.shown.value
  const ready = paste.ready.value
  const faulty = lines.length - ready.length
  const list = useRef<HTMLUListElement>(null)
  const removed = paste.removedCount.value
  const plural = (count: number, one: Plural, many: Plural) =>
    text(formats.isOne(count) ? one : many, formats.count(count))

  const remove = (id: string, index: number) => {
    paste.remove(id)
    // The focus goes to the line that has moved up, or to the last one.
    queueMicrotask(() => {
      const fields = list.current?.querySelectorAll('input')
      const next = fields?.[Math.min(index, fields.length - 1)]
      ;(next ?? document.querySelector<HTMLElement>('.capture-field'))?.focus()
    })
  }
  return (
    <section class="paste" aria-label={text('pasteTitle')}>
      <p role="status" class="paste-status small soft">
        {[
          lines.length > 0 && plural(lines.length, 'pasteLine', 'pasteLines'),
          faulty > 0 && plural(faulty, 'pasteFaultyOne', 'pasteFaulty'),
          removed > 0 && plural(removed, 'pasteRemovedOne', 'pasteRemoved'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {lines.length > 0 && (
        <ul ref={list} class="paste-lines">
          {lines.map((line, index) => (
            <Line key={line.id} line={line} number={index + 1} remove={() => remove(line.id, index)} />
          ))}
        </ul>
      )}
      {paste.leftOut.value > 0 && (
        <p class="small soft">{plural(paste.leftOut.value, 'pasteLeftOutOne', 'pasteLeftOut')}</p>
      )}
      <div class="actions">
        {lines.length > 0 && (
          <button
            type="submit"
            class="button button-primary"
            disabled={ready.length === 0 || paste.saving.value}
          >
            {ready.length === 0 ? text('pasteAddNone') : plural(ready.length, 'pasteAddOne', 'pasteAdd')}
            {ready.length > 0 && (
              <span class="figures">{formatDuration(totalMinutes(ready.map(({ content }) => content)))}</span>
            )}
          </button>
        )}
        {removed > 0 && (
          <button type="button" class="button" onClick={paste.undoRemoval}>
            {text('undo')}
          </button>
        )}
        {lines.length > 0 ? (
          <button type="button" class="button" disabled={paste.saving.value} onClick={paste.removeAll}>
            {text('pasteDiscard')}
          </button>
        ) : (
          <button type="button" class="button" onClick={paste.forgetRemoval}>
            {text('dismiss')}
          </button>
        )}
      </div>
    </section>
  )
}

interface LineProps {
  readonly line: ShownLine
  readonly number: number
  readonly remove: () => void
}

function Line({ line, number, remove }: LineProps) {
  const { capture, snapshot, formats } = usePopup()
  const { id, text: typed, reading } = line
  const [fault] = reading.faults
  const field = useRef<HTMLInputElement>(null)
  const mend = (mended: string) => {
    capture.paste.edit(id, mended)
    field.current?.focus()
  }
  const descriptionId = `paste-${id}`
  const name = formats.count(number)
  return (
    <li class="paste-line">
      <div class="paste-row">
        <input
          ref={field}
          class="input paste-field"
          type="text"
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          aria-label={text('pasteField', name)}
          aria-describedby={descriptionId}
          aria-invalid={fault !== undefined}
          readOnly={capture.paste.saving.value}
          value={typed}
          // With what is said of the line, not the field alone.
          onFocus={({ currentTarget }) => currentTarget.closest('li')?.scrollIntoView({ block: 'nearest' })}
          onInput={({ currentTarget }) => capture.paste.edit(id, currentTarget.value)}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={text('pasteRemove', name)}
          title={text('pasteRemove', name)}
          disabled={capture.paste.saving.value}
          onClick={remove}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </div>
      <div id={descriptionId}>
        {fault ? (
          <p class={'choices' in fault ? 'fault question' : 'fault'}>
            {captureSentence(fault, snapshot.value?.truncated.projects ?? false)}
          </p>
        ) : (
          <div class="chips">
            <Chips reading={reading} />
          </div>
        )}
      </div>
      {!capture.paste.saving.value && (
        <BookingChoices
          faults={reading.faults}
          choose={(chosen, project, task) => mend(chooseBooking(typed, chosen, project, task))}
          keepInNote={() => mend(keepInNote(typed, reading))}
        />
      )}
    </li>
  )
}

type Plural = Parameters<typeof text>[0]
