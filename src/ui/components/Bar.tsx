import { percentOf } from '../../domain/week-totals.ts'

interface BarProps {
  readonly minutes: number
  readonly target: number
}

/** A picture of a total that stands beside it in figures, so it says nothing of its own. */
export function Bar({ minutes, target }: BarProps) {
  const percent = percentOf(minutes, target)
  return (
    <div class="bar" aria-hidden="true">
      <div class="bar-fill" style={{ '--fill': `${percent}%` }} />
    </div>
  )
}
