import { X } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { daysOfWeek } from '../../domain/iso-week.ts'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'

/** After a rejected entry was changed: its week can be submitted again at once. */
export function ResubmitOffer() {
  const { weeks, view, formats } = usePopup()
  const week = weeks.fixed.value
  const button = useRef<HTMLButtonElement>(null)
  // The next step after the form that has just been closed.
  useEffect(() => button.current?.focus(), [week])
  if (week === null || !(view.value === 'today' || view.value === 'week')) return null
  return (
    <div class="message resubmit" role="status">
      <p class="message-words">{text('resubmitOffer', formats.day(daysOfWeek(week)[0] ?? ''))}</p>
      <button ref={button} type="button" class="button button-primary" onClick={() => weeks.submit(week)}>
        {text('resubmit')}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={text('dismiss')}
        onClick={() => {
          weeks.fixed.value = null
        }}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  )
}
