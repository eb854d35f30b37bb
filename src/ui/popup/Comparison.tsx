import { useLayoutEffect, useRef } from 'preact/hooks'
import { text } from '../../platform/texts.ts'
import { onEscape } from '../components/on-escape.ts'
import { Choices } from './Choices.tsx'
import type { ConflictedEntry } from './conflict-acts.ts'
import { usePopup } from './popup-context.ts'
import { Versions } from './Versions.tsx'

/** The two versions of an entry, and the choice between them. */
export function Comparison({ entry }: { readonly entry: ConflictedEntry }) {
  const { conflicts } = usePopup()
  const panel = useRef<HTMLElement>(null)
  useLayoutEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [])
  const { theirs, mine } = entry.conflict
  const isDeletion = mine === 'deletion'
  return (
    <section
      ref={panel}
      id={`conflict-${entry.id}`}
      class="comparison"
      aria-label={text('comparison')}
      onKeyDown={onEscape(() => {
        conflicts.comparing.value = null
      })}
    >
      {typeof theirs !== 'string' && (
        <Versions
          before={entry}
          after={theirs}
          beforeTitle={text(isDeletion ? 'versionDeleted' : 'versionMine')}
          afterTitle={text(isDeletion ? 'versionNow' : 'versionTheirs')}
        />
      )}
      <Choices entry={entry} />
    </section>
  )
}
