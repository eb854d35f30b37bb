import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Of one seed; the trace is left out where all held. */
export interface Outcome {
  readonly seed: number
  readonly violation: string | null
  readonly trace: readonly string[]
}

/** The seeds that a thread runs next. */
export interface Share {
  readonly first: number
  readonly count: number
}

/** Handed out at a time: few enough that no thread is left with much when the others are done. */
const SEEDS_PER_SHARE = 20
/** A run makes and drops much that is small: in a larger nursery most of it is never copied. */
const NURSERY_MB = 64

/**
 * Runs `count` seeds from `first` on, in one thread per core, and tells each outcome as it comes; in which order is the
 * threads' affair, what comes of a seed is not.
 */
export async function runSeeds(
  first: number,
  count: number,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  let next = first
  const end = first + count
  const takeShare = (): Share | null => {
    const share = { first: next, count: Math.min(SEEDS_PER_SHARE, end - next) }
    next += share.count
    return share.count > 0 ? share : null
  }
  const threads = Math.min(availableParallelism(), Math.ceil(count / SEEDS_PER_SHARE))
  await Promise.all(Array.from({ length: threads }, () => runThread(takeShare, onOutcome)))
}

async function runThread(takeShare: () => Share | null, onOutcome: (outcome: Outcome) => void) {
  const thread = new Worker(new URL('./seed-thread.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      const goOn = () => {
        const share = takeShare()
        if (share) thread.postMessage(share)
        else resolve()
      }
      thread.on('message', (message: Outcome | 'done') => (message === 'done' ? goOn() : onOutcome(message)))
      thread.on('error', reject)
      thread.on('exit', () => reject(new Error('a thread of the simulation ended by itself')))
      goOn()
    })
  } finally {
    await thread.terminate()
  }
}
