import type { CaptureSamples } from './capture.ts'
import { ENTRY_COUNT, PROJECT_COUNT } from './much-work.ts'
import { median, percentile } from './statistics.ts'
import { tableLine } from './table.ts'

/** One frame at 60 Hz. */
const FRAME_MS = 16

/** Times are printed beside their targets and never fail anything: they depend on the machine. */
export function captureReportLines({
  own,
  bare,
  projectsInPopup,
  pastWork,
}: CaptureSamples): readonly string[] {
  return [
    '',
    tableLine('keystroke →', '', 'median', 'p95', 'bare', 'p95', 'ratio', 'p95', ''),
    row('chips laid out', own.laidOutMs, bare.laidOutMs, FRAME_MS),
    row('suggestions laid out', own.suggestedMs, bare.laidOutMs, null),
    row('frame drawn', own.drawnMs, bare.drawnMs, null),
    row('past work found', pastWork.own, pastWork.bare, FRAME_MS),
    '',
    `${own.laidOutMs.length} keystrokes with ${PROJECT_COUNT} projects (${projectsInPopup} of them fit into the popup) and ${ENTRY_COUNT} entries;`,
    '"bare" is a field whose text is echoed beside it, typed into in the same browser. The wait for the next frame is in',
    '"frame drawn" of both. Past work is asked of the worker and comes after the chips, which do not wait for it; its "bare"',
    'is a question for nothing, asked in turn. Suggestions are laid out with the frame after that of the chips.',
  ]
}

function row(what: string, own: readonly number[], bare: readonly number[], atMost: number | null): string {
  const p95 = percentile(own, 0.95)
  return tableLine(
    what,
    '',
    ms(median(own)),
    ms(p95),
    ms(median(bare)),
    ms(percentile(bare, 0.95)),
    `${(median(own) / median(bare)).toFixed(2)}×`,
    atMost === null ? '' : `≤ ${atMost} ms`,
    atMost === null ? '' : p95 <= atMost ? 'reached' : 'NOT reached',
  )
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}
