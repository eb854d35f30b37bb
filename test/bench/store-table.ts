import { DRAINED_ENTRIES } from './drain.ts'
import { FULL_ENTRIES } from './full-store.ts'
import type { Sample } from './round.ts'
import { median, percentile } from './statistics.ts'
import type { StoreSamples } from './store.ts'
import { tableLine } from './table.ts'

const MAX_ENTER_P95_MS = 50
const MAX_ENTER_RATIO = 3
const MAX_PAINT_RATIO = 1.2
const MIN_DRAIN_SHARE = 0.7

/** Times are printed beside their targets and never fail anything: they depend on the machine. */
export function storeReportLines(samples: StoreSamples): readonly string[] {
  const { enterMs, bareWriteMs, drainMs, bareDrainMs } = samples
  const enterRatio = median(enterMs) / median(bareWriteMs)
  const bareRatio = median(samples.barePaintedMs) / median(bareWriteMs)
  const drainShare = median(bareDrainMs) / median(drainMs)
  const hot = (popups: readonly Sample[]) => popups.flatMap((sample) => sample.hotMs)
  const cold = (popups: readonly Sample[]) => popups.map(({ coldMs }) => coldMs)
  const heap = (popups: readonly Sample[]) => popups.map(({ heapBytes }) => heapBytes)
  const paint = (what: string, pick: (popups: readonly Sample[]) => number[]) => {
    const [own, floor] = [pick(samples.fullPopup), pick(samples.emptyPopup)]
    return row(what, '10 000', own, floor, [
      `≤ ${MAX_PAINT_RATIO}×`,
      median(own) / median(floor) <= MAX_PAINT_RATIO,
    ])
  }
  return [
    '',
    tableLine('', 'entries', 'median', 'p95', 'bare', 'p95', 'ratio', 'target', ''),
    row('Enter → painted', '10 000', enterMs, bareWriteMs, [
      `≤ ${MAX_ENTER_RATIO}×`,
      enterRatio <= MAX_ENTER_RATIO,
    ]),
    row('… of a bare Enter', '10 000', enterMs, samples.barePaintedMs),
    row('… its p95', '10 000', enterMs, samples.barePaintedMs, [
      `≤ ${MAX_ENTER_P95_MS} ms`,
      percentile(enterMs, 0.95) <= MAX_ENTER_P95_MS,
    ]),
    paint('first control, hot', hot),
    paint('first control, cold', cold),
    row('drain', String(DRAINED_ENTRIES), drainMs, bareDrainMs, [
      `≥ ${MIN_DRAIN_SHARE * 100} %`,
      drainShare >= MIN_DRAIN_SHARE,
    ]),
    row('first pull', '10 000', samples.pullMs, samples.barePullMs),
    memoryRow('heap of the popup', heap(samples.fullPopup), heap(samples.emptyPopup)),
    memoryRow('heap of the worker', samples.fullWorkerBytes, samples.emptyWorkerBytes),
    '',
    `${samples.drainMs.length} rounds, interleaved. "bare" is, in this order: one strict IndexedDB write in an empty page; the same`,
    `by Enter until a line is painted, which takes ${bareRatio.toFixed(1)} times the write alone;`,
    `the popup of an empty store; fetches of the same ${DRAINED_ENTRIES} calls, one after the other, with proofs signed before;`,
    `fetches of the same pages; an empty store. The drain reaches ${(drainShare * 100).toFixed(0)} % of the bare rate`,
    `(${rate(drainMs)} entries a second, of ${rate(bareDrainMs)}), with the popup open. The store holds ${FULL_ENTRIES} entries.`,
  ]
}

function rate(ms: readonly number[]): string {
  return (DRAINED_ENTRIES / (median(ms) / 1000)).toFixed(0)
}

function row(
  what: string,
  entries: string,
  own: readonly number[],
  bare: readonly number[],
  [target, isReached]: readonly [string, boolean | null] = ['', null],
): string {
  return line([what, entries], own, bare, (value) => `${value.toFixed(1)} ms`, [target, isReached])
}

function memoryRow(what: string, own: readonly number[], bare: readonly number[]): string {
  return line([what, '10 000'], own, bare, (bytes) => `${(bytes / 1e6).toFixed(2)} MB`, ['', null])
}

function line(
  names: readonly [string, string],
  own: readonly number[],
  bare: readonly number[],
  figure: (value: number) => string,
  [target, isReached]: readonly [string, boolean | null],
): string {
  return tableLine(
    ...names,
    figure(median(own)),
    figure(percentile(own, 0.95)),
    figure(median(bare)),
    figure(percentile(bare, 0.95)),
    `${(median(own) / median(bare)).toFixed(2)}×`,
    target,
    isReached === null ? '' : isReached ? 'reached' : 'NOT reached',
  )
}
