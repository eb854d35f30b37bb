import type { ApprovalView, DecisionRefusal } from '../../contract/snapshot.ts'
import { isOver } from '../../domain/refusals.ts'
import { text } from '../../platform/texts.ts'
import { Foreign } from '../components/Foreign.tsx'
import { Trouble } from '../components/Trouble.tsx'
import { usePopup } from './popup-context.ts'
import { Versions } from './Versions.tsx'

interface RefusalProps {
  readonly approval: ApprovalView
  readonly refusal: DecisionRefusal
}

/** What a decision ran into: a changed entry shows what is different, and is asked about again. */
export function Refusal({ approval, refusal }: RefusalProps) {
  const { forgetRefusals, formats } = usePopup()
  const { code, detail, seen, decided } = refusal
  const isGone = code === 'not-found' || code === 'not-submitted'
  return (
    <div class="refusal">
      {seen ? (
        <>
          <p class="trouble trouble-warn">{text('refusedChanged')}</p>
          <Versions
            before={seen}
            after={approval}
            beforeTitle={text('versionSeen')}
            afterTitle={text('versionNow')}
          />
        </>
      ) : decided ? (
        <p class="trouble trouble-warn">
          {text('refusedDecided')} <Foreign words={decided.by} />, {formats.moment(Date.parse(decided.at))}
        </p>
      ) : isGone ? (
        <p class="trouble trouble-warn">{text('refusedGone')}</p>
      ) : (
        <Trouble code={code} detail={detail} />
      )}
      {isOver(refusal) && (
        <button
          type="button"
          class="button"
          data-action="forget"
          onClick={() => void forgetRefusals([approval])}
        >
          {text('refusalSeen')}
        </button>
      )}
    </div>
  )
}
