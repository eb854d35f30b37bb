import { Timer } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'

/** Beside "Add": what the line says begins now and is measured. */
export function StartTimer({ onStart }: { readonly onStart: () => Promise<void> }) {
  const { timers } = usePopup()
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={text('timerStart')}
      title={timers.timer.value ? text('timerSwitchTitle') : text('timerStartTitle')}
      onClick={() => void onStart()}
    >
      <Timer size={17} aria-hidden="true" />
    </button>
  )
}
