import type { AuthSamples } from './auth.ts'
import { median, percentile } from './statistics.ts'
import { tableLine } from './table.ts'

/** Each time beside the bare network time of the same calls; the last column is what ours adds to it. */
export function authReportLines({ signIn, renewal, proofs }: AuthSamples): readonly string[] {
  return [
    '',
    tableLine('', 'state', 'median', 'p95', 'bare', 'p95', 'ratio', 'added', ''),
    row('redirect → signed in', 'popup open', signIn.ownMs, signIn.bareMs),
    row('renewal', 'token ended', renewal.ownMs, renewal.bareMs),
    row('API call', 'bearer', proofs.bearerMs, proofs.plainMs),
    row('API call', 'DPoP', proofs.dpopMs, proofs.plainMs),
    '',
    `${signIn.ownMs.length} sign-ins, ${renewal.ownMs.length} renewals and ${proofs.dpopMs.length} calls each way, interleaved; "bare" is plain`,
    'fetches of the same endpoints in the same order with the same bodies, in the same worker (API calls: in Node).',
    `A DPoP proof adds ${(median(proofs.dpopMs) - median(proofs.bearerMs)).toFixed(2)} ms to a call with a bearer token (medians).`,
  ]
}

function row(what: string, state: string, own: readonly number[], bare: readonly number[]): string {
  // Adding zero turns a negative zero into one without a sign.
  const figure = (value: number) => `${(Math.round(value * 10) / 10 + 0).toFixed(1)} ms`
  return tableLine(
    what,
    state,
    figure(median(own)),
    figure(percentile(own, 0.95)),
    figure(median(bare)),
    figure(percentile(bare, 0.95)),
    `${(median(own) / median(bare)).toFixed(2)}×`,
    figure(median(own) - median(bare)),
  )
}
