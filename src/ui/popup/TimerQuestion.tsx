import { CircleHelp } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { questionSentence, timeFormat } from '../timer-sentence.ts'
import { usePopup } from './popup-context.ts'

/** "Still working?", asked before a forgotten timer is booked; loaded after the first frame. */
export function TimerQuestion() {
  const { timers, formats, nowMs } = usePopup()
  const question = timers.question.value
  if (!question) return null
  const now = nowMs.peek()
  const end = question.kind === 'away' ? timeFormat(question.fromMs, formats, now)(question.fromMs) : null
  return (
    <div class="message message-warn timer-question" role="alert" aria-labelledby="timer-question">
      <CircleHelp size={16} aria-hidden="true" />
      <div class="message-words">
        <p>
          <strong id="timer-question">{text('timerStillWorking')}</strong>{' '}
          {questionSentence(question, formats, now)}
        </p>
        <div class="message-actions">
          <button type="button" class="button" onClick={() => timers.settle('keep')}>
            {text('timerKeep')}
          </button>
          <button type="button" class="button" onClick={() => timers.settle('stop')}>
            {end === null ? text('timerStopNow') : text('timerStopAt', end)}
          </button>
          {end !== null && (
            <button type="button" class="button" onClick={() => timers.settle('split')}>
              {text('timerSplit', end)}
            </button>
          )}
        </div>
      </div>
    </div>
  )
}
