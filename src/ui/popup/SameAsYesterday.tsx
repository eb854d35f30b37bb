import { text } from '../../platform/texts.ts'
import { CopyPanel } from './CopyPanel.tsx'
import { useWeek } from './week-view-model.ts'

/** For a day that is still empty: the entries of the last one that was not. */
export function SameAsYesterday() {
  const { copying } = useWeek()
  const offer = copying.offer.value
  return (
    <>
      <div class="week-tools">
        <button
          type="button"
          id="copy-day"
          class="button button-plain"
          aria-expanded={offer !== null}
          onClick={() => (offer ? copying.close() : void copying.open('day'))}
        >
          {text('copyDay')}
        </button>
      </div>
      {offer && <CopyPanel offer={offer} />}
    </>
  )
}
