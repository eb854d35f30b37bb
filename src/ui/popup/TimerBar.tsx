import { Pause, Pencil, Play, Square, Trash2 } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { usePopup } from './popup-context.ts'
import { TimerEdit } from './TimerEdit.tsx'

const SECOND_MS = 1_000

/** More than fits on the line at any rate. */
const NOTE_SHOWN = 120

/** The timer that runs or is paused: how long, what for, and what can be done with it. */
export function TimerBar() {
  const { timers } = usePopup()
  const timer = timers.timer.value
  if (!timer) return null
  const { project, projectId, task, note } = timer.work
  const isPaused = timer.runningSinceMs === null
  // The answers to a question stand in its place.
  const isAsked = timers.question.value !== null
  const known = projectId && project ? [{ id: projectId, name: project, client: timer.client, ...REST }] : []
  if (timers.editing.value === timer.id)
    return (
      <section class="timer" aria-label={text('timer')} data-paused={isPaused}>
        <Elapsed />
        <TimerEdit timer={timer} />
      </section>
    )
  return (
    <section class="timer" aria-label={text('timer')} data-paused={isPaused}>
      <Elapsed />
      <p class="timer-work">
        <span class="timer-booking one-line">
          <Booking entry={{ project, projectId, task }} projects={known} />
        </span>
        {(isPaused || note !== '') && (
          <span class="timer-note soft one-line" title={note}>
            {isPaused && <strong class="timer-paused">{text('timerPaused')}</strong>}
            <Foreign words={note.slice(0, NOTE_SHOWN)} />
          </span>
        )}
      </p>
      <div class="timer-acts">
        <IconButton
          name={text('timerEdit')}
          action="edit-timer"
          onClick={() => {
            timers.editing.value = timer.id
          }}
        >
          <Pencil size={15} aria-hidden="true" />
        </IconButton>
        {isPaused ? (
          <IconButton name={text('timerResume')} onClick={timers.resume}>
            <Play size={16} aria-hidden="true" />
          </IconButton>
        ) : (
          !isAsked && (
            <IconButton name={text('timerPause')} onClick={timers.pause}>
              <Pause size={16} aria-hidden="true" />
            </IconButton>
          )
        )}
        <IconButton name={text('timerDiscard')} onClick={timers.discard}>
          <Trash2 size={16} aria-hidden="true" />
        </IconButton>
        {!isAsked && (
          <button type="button" class="button timer-stop" onClick={timers.stop}>
            <Square size={11} fill="currentColor" aria-hidden="true" />
            {text('timerStop')}
          </button>
        )}
      </div>
    </section>
  )
}

const REST = { tasks: [], archived: false }

/** Ticks each second; whoever wants no motion sees the minutes alone. */
function Elapsed() {
  const { timers } = usePopup()
  const seconds = Math.floor(timers.elapsedMs.value / SECOND_MS)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return (
    <span class="timer-elapsed figures" role="timer" aria-label={text('timerElapsed')}>
      {hours}:{String(minutes).padStart(2, '0')}
      <span class="timer-seconds">:{String(rest).padStart(2, '0')}</span>
    </span>
  )
}

interface IconButtonProps {
  readonly name: string
  /** By which it is found again. */
  readonly action?: string
  readonly onClick: () => unknown
  readonly children: preact.ComponentChildren
}

function IconButton({ name, action, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      data-action={action}
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
