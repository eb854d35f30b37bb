import { formatDuration } from '../../domain/duration.ts'
import type { Entry } from '../../domain/entry.ts'
import { totalsByProject } from '../../domain/project-totals.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { usePopup } from './popup-context.ts'

/** The week by project, most first. */
export function ProjectTotals({ entries }: { readonly entries: readonly Entry[] }) {
  const { projects, formats } = usePopup()
  if (entries.length === 0) return null
  const totals = totalsByProject(entries)
  return (
    <section class="project-totals" aria-labelledby="project-totals-title">
      <h3 id="project-totals-title" class="section-title">
        {text('byProject')}
      </h3>
      <ul>
        {totals.map((total) => (
          <li
            key={total.projectId ?? total.project}
            class="project-total"
            style={{ '--fill': `${100 * total.share}%` }}
          >
            <Booking entry={total} projects={projects.value} />
            <span class="soft small figures">{formats.percent(total.share)}</span>
            <strong class="figures">{formatDuration(total.minutes)}</strong>
            <span class="project-share" aria-hidden="true" />
          </li>
        ))}
      </ul>
    </section>
  )
}
