import type { Sample, Samples } from './round.ts'
import { median, percentile } from './statistics.ts'

export interface Sizes {
  readonly popupBytes: number
  readonly packageBytes: number
}

interface Row {
  readonly what: string
  readonly state: string
  readonly own: readonly number[]
  readonly bare: readonly number[]
  readonly unit: 'ms' | 'MB'
  /** Of the medians' ratio, or of the median itself. */
  readonly target: { readonly kind: 'ratio' | 'median'; readonly atMost: number }
}

const HOT = { kind: 'ratio', atMost: 1.4 } as const
const COLD = { kind: 'ratio', atMost: 1.8 } as const
const WAKE = { kind: 'ratio', atMost: 2 } as const
const HEAP = { kind: 'median', atMost: 3 } as const
const MAX_POPUP_KB = 45
const MAX_PACKAGE_KB = 200

const STATES = [
  ['signed out', 'signedOut'],
  ['500 entries', 'signedIn'],
] as const

/** Times are printed beside their targets and never fail anything: they depend on the machine. */
export function reportLines(samples: Samples, sizes: Sizes): readonly string[] {
  const rows = STATES.flatMap(([state, name]) => rowsOf(state, samples[name], samples.bare))
  return [
    '',
    tableLine('', 'state', 'median', 'p95', 'bare', 'p95', 'ratio', 'target', ''),
    ...rows.map(rowLine),
    '',
    sizeLine("popup's scripts, gzip", sizes.popupBytes, MAX_POPUP_KB),
    sizeLine('package, gzip', sizes.packageBytes, MAX_PACKAGE_KB),
    '',
    `${samples.bare.length} rounds, interleaved; "bare" is a Preact popup with one field, built and measured in this run.`,
  ]
}

function rowsOf(state: string, own: readonly Sample[], bare: readonly Sample[]): readonly Row[] {
  const row = (
    what: string,
    unit: Row['unit'],
    target: Row['target'],
    pick: (sample: Sample) => number[],
  ): Row => ({ what, state, unit, target, own: own.flatMap(pick), bare: bare.flatMap(pick) })
  return [
    row('first control, hot', 'ms', HOT, ({ hotMs }) => [...hotMs]),
    row('first control, cold', 'ms', COLD, ({ coldMs }) => [coldMs]),
    row('heap', 'MB', HEAP, ({ heapBytes }) => [heapBytes / 1e6]),
    row('worker wake', 'ms', WAKE, ({ wakeMs }) => [wakeMs]),
  ]
}

function rowLine({ what, state, own, bare, unit, target }: Row): string {
  const ratio = median(own) / median(bare)
  const reached = (target.kind === 'ratio' ? ratio : median(own)) <= target.atMost
  const figure = (value: number) => `${value.toFixed(unit === 'ms' ? 1 : 2)} ${unit}`
  return tableLine(
    what,
    state,
    figure(median(own)),
    figure(percentile(own, 0.95)),
    figure(median(bare)),
    figure(percentile(bare, 0.95)),
    `${ratio.toFixed(2)}×`,
    `≤ ${target.atMost}${target.kind === 'ratio' ? '×' : ` ${unit}`}`,
    reached ? 'reached' : 'NOT reached',
  )
}

function sizeLine(what: string, bytes: number, targetKb: number): string {
  const kilobytes = bytes / 1000
  const verdict = kilobytes <= targetKb ? 'reached' : 'NOT reached'
  return `${what.padEnd(34)} ${kilobytes.toFixed(1)} kB   ≤ ${targetKb} kB   ${verdict}`
}

/** In the columns that all tables of the bench share. */
export function tableLine(...cells: readonly string[]): string {
  const widths = [20, 12, 10, 10, 10, 10, 7, 8]
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' ')
    .trimEnd()
}
