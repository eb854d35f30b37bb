import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { onEscape } from '../components/on-escape.ts'
import { entriesText } from '../outcome-sentence.ts'
import type { CopyOffer } from './copy-offers.ts'
import { usePopup } from './popup-context.ts'
import { useWeek } from './week-view-model.ts'

const MOST_SHOWN = 6
const SHORT = 80

/** What would be copied, before it is. */
export function CopyPanel({ offer }: { readonly offer: CopyOffer }) {
  const { formats } = usePopup()
  const { copying } = useWeek()
  const panel = useRef<HTMLElement>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const { copies, alreadyThere, toCome, kind, from, to } = offer
  const count = entriesText(copies.length, formats)
  const days = from === to ? formats.day(from) : formats.days(from, to)

  useLayoutEffect(() => {
    panel.current?.querySelector('button')?.focus()
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const opener = () => document.getElementById(kind === 'week' ? 'copy-week' : 'copy-day')
  const close = () => {
    opener()?.focus()
    copying.close()
  }
  const accept = async () => {
    if (isUnderWay) return
    setUnderWay(true)
    opener()?.focus()
    await copying.accept()
    setUnderWay(false)
  }
  return (
    <section
      ref={panel}
      class="panel"
      aria-label={text(kind === 'week' ? 'copyWeek' : 'copyDay')}
      onKeyDown={onEscape(close)}
    >
      {copies.length === 0 ? (
        <p>{text('copyNothing')}</p>
      ) : (
        <p>{text('copyFrom', days, count, formatDuration(totalMinutes(copies.map(({ of }) => of))))}</p>
      )}
      <ul class="panel-list">
        {copies.slice(0, MOST_SHOWN).map(({ of, date }) => (
          <li key={of.id} class="panel-item">
            <span class="figures">{formatDuration(of.minutes)}</span>
            <CopiedWords of={of} />
            {kind === 'week' && <span class="soft small figures">{formats.day(date)}</span>}
          </li>
        ))}
        {copies.length > MOST_SHOWN && (
          <li class="soft">+ {entriesText(copies.length - MOST_SHOWN, formats)}</li>
        )}
      </ul>
      {alreadyThere.length > 0 && (
        <p class="soft small">{text('copyAlreadyThere', entriesText(alreadyThere.length, formats))}</p>
      )}
      {toCome.length > 0 && (
        <p class="soft small">{text('copyToCome', entriesText(toCome.length, formats))}</p>
      )}
      <div class="actions">
        {copies.length > 0 && (
          <button type="button" class="button button-primary" onClick={() => void accept()}>
            {text('copyNow', count)}
          </button>
        )}
        <button type="button" class="button" onClick={close}>
          {text(copies.length > 0 ? 'cancel' : 'close')}
        </button>
      </div>
    </section>
  )
}

function CopiedWords({ of }: { readonly of: CopyOffer['copies'][number]['of'] }) {
  const { projects } = usePopup()
  return (
    <span class="one-line">
      <Booking entry={of} projects={projects.value} />{' '}
      <Foreign class="soft" words={of.note.slice(0, SHORT)} />
    </span>
  )
}
