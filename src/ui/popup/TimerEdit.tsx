import { Check, X } from 'lucide-preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TimerView } from '../../contract/timer.ts'
import { text } from '../../platform/texts.ts'
import { captureSentence } from '../capture-sentence.ts'
import { onEscape } from '../components/on-escape.ts'
import { timerFaultSentence } from '../timer-sentence.ts'
import { usePopup } from './popup-context.ts'

const FAULT_ID = 'timer-edit-fault'

/** What the running timer is for, as a line like that from which it was started. */
export function TimerEdit({ timer }: { readonly timer: TimerView }) {
  const { capture, snapshot, timers, today, typedInto, keepTyped } = usePopup()
  const [line, setLine] = useState(() => typedInto('timer', timer.id)?.line ?? capture.timerLine(timer.work))
  const [fault, setFault] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => field.current?.focus(), [])

  const close = () => {
    const bar = field.current?.closest('.timer')
    timers.editing.value = null
    requestAnimationFrame(() => bar?.querySelector<HTMLElement>('[data-action="edit-timer"]')?.focus())
  }
  const save = async () => {
    const { reading, work } = capture.readTimerLine(line)
    if (work.ok) {
      // No line says whether it is billable.
      if (await timers.change({ ...work.value, billable: timer.work.billable })) close()
      return
    }
    const [first] = reading.faults.filter(({ part, reason }) => part !== 'duration' || reason !== 'missing')
    const areProjectsLeftOut = snapshot.value?.truncated.projects ?? false
    if (work.reason === 'has-duration') setFault(text('faultTimerLength'))
    else if (work.reason === 'has-date') setFault(timerFaultSentence('has-date'))
    else if (first) setFault(captureSentence(first, areProjectsLeftOut))
    field.current?.focus()
  }
  return (
    <form
      class="timer-edit"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={onEscape(close)}
    >
      <input
        ref={field}
        class="input"
        type="text"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        aria-label={text('timerWork')}
        aria-invalid={fault !== null}
        aria-describedby={FAULT_ID}
        value={line}
        onInput={({ currentTarget }) => {
          setLine(currentTarget.value)
          setFault(null)
          keepTyped('timer', { id: timer.id, date: today.peek() }, { line: currentTarget.value })
        }}
      />
      <button type="submit" class="icon-button" aria-label={text('save')} title={text('save')}>
        <Check size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={text('cancel')}
        title={text('cancel')}
        onClick={close}
      >
        <X size={16} aria-hidden="true" />
      </button>
      <p id={FAULT_ID} role="status" class="fault">
        {fault}
      </p>
    </form>
  )
}
