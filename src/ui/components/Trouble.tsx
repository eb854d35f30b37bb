import type { FailureCode } from '../../domain/failure.ts'
import { failureSentence } from '../failure-sentence.ts'
import { Foreign } from './Foreign.tsx'

interface TroubleProps {
  readonly code: FailureCode
  /** The server's own words. */
  readonly detail: string | null
}

const MAX_DETAIL = 300

/** Why something about one entry could not be done. */
export function Trouble({ code, detail }: TroubleProps) {
  return (
    <p class="trouble trouble-warn">
      {failureSentence(code)}
      {detail && (
        <>
          {' '}
          <Foreign words={detail.slice(0, MAX_DETAIL)} />
        </>
      )}
    </p>
  )
}
