import { type ApprovalSamples, WAITING, WAITING_COUNT } from './approvals.ts'
import type { Sample } from './round.ts'
import { median, percentile } from './statistics.ts'
import { tableLine } from './table.ts'

const MAX_PAINT_RATIO = 1.2
const MAX_FRAME_MS = 16.7
const MAX_UNDO_MS = 100
const MIN_SEND_SHARE = 0.7

/** Times are printed beside their targets and never fail anything: they depend on the machine. */
export function approvalReportLines(samples: ApprovalSamples): readonly string[] {
  const { fullPopup, emptyPopup, inboxMs, frameMs, bareFrameMs, undoMs, sendMs, bareSendMs } = samples
  const share = median(bareSendMs) / median(sendMs)
  const hot = (popups: readonly Sample[]) => popups.flatMap((sample) => sample.hotMs)
  const cold = (popups: readonly Sample[]) => popups.map(({ coldMs }) => coldMs)
  const paint = (what: string, pick: (popups: readonly Sample[]) => number[]) => {
    const isReached = median(pick(fullPopup)) / median(pick(emptyPopup)) <= MAX_PAINT_RATIO
    return row(what, pick(fullPopup), pick(emptyPopup), [`≤ ${MAX_PAINT_RATIO}×`, isReached])
  }
  const [p99, bareP99] = [percentile(frameMs, 0.99), percentile(bareFrameMs, 0.99)]
  return [
    '',
    tableLine('', 'waiting', 'median', 'p95', 'bare', 'p95', 'ratio', 'target', ''),
    paint('first control, hot', hot),
    paint('first control, cold', cold),
    row('the inbox, complete', inboxMs, null),
    row('scrolled, a frame', frameMs, bareFrameMs),
    row('all without flags → Undo', undoMs, null, [`≤ ${MAX_UNDO_MS} ms`, median(undoMs) <= MAX_UNDO_MS]),
    row('decisions sent', sendMs, bareSendMs, [`≥ ${MIN_SEND_SHARE * 100} %`, share >= MIN_SEND_SHARE]),
    '',
    `Of ${frameMs.length} frames while all ${WAITING_COUNT + WAITING.people} rows are unfolded, the 99th percentile is ${p99.toFixed(1)} ms (≤ ${MAX_FRAME_MS}),`,
    `of a bare page of as many rows ${bareP99.toFixed(1)} ms. The popup's heap then: ${(median(samples.heapBytes) / 1e6).toFixed(2)} MB.`,
    `${undoMs.length} rounds, interleaved. "bare" is, in this order: the popup where nothing waits, twice; rows of plain text;`,
    `fetches of the same batches. The sending reaches ${(share * 100).toFixed(0)} % of the bare rate.`,
  ]
}

function row(
  what: string,
  own: readonly number[],
  bare: readonly number[] | null,
  [target, isReached]: readonly [string, boolean | null] = ['', null],
): string {
  return tableLine(
    what,
    String(WAITING_COUNT),
    ms(median(own)),
    ms(percentile(own, 0.95)),
    bare ? ms(median(bare)) : '',
    bare ? ms(percentile(bare, 0.95)) : '',
    bare ? `${(median(own) / median(bare)).toFixed(2)}×` : '',
    target,
    isReached === null ? '' : isReached ? 'reached' : 'NOT reached',
  )
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}
