import { Star } from 'lucide-preact'
import { bookingWord } from '../../domain/capture-project.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Project } from '../../domain/entry.ts'
import type { PastWork } from '../../domain/past-work.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { Tags } from '../components/Tags.tsx'
import type { Suggestion } from './capture-suggestions.ts'
import { usePopup } from './popup-context.ts'
import { optionId, SUGGESTIONS_ID } from './suggestion-ids.ts'

/** What the line, or the word under the cursor, can become. The field keeps the focus and has the keys. */
export function Suggestions() {
  const { capture, snapshot } = usePopup()
  const suggestions = capture.suggestions.value
  const isOfBookings = suggestions.some(({ kind }) => kind === 'project' || kind === 'task')
  const isOfWork = suggestions.some(({ kind }) => kind === 'work')
  return (
    <div class="suggestions">
      <div id={SUGGESTIONS_ID} role="listbox" aria-label={text(listName(suggestions[0]))}>
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and has the keys (ARIA combobox)
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            // By place, as the ids are: each letter brings other rows, and to fill them is quicker than to make them.
            key={index}
            id={optionId(index)}
            class="suggestion"
            role="option"
            aria-selected={index === capture.active.value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => capture.accept(suggestion)}
          >
            <Option suggestion={suggestion} />
          </div>
        ))}
      </div>
      {isOfBookings && snapshot.value?.truncated.projects && (
        <p class="suggestions-note">{text('truncatedProjects')}</p>
      )}
      {isOfWork && <p class="suggestions-note">{text('suggestionKeys')}</p>}
    </div>
  )
}

function Option({ suggestion }: { readonly suggestion: Suggestion }) {
  switch (suggestion.kind) {
    case 'project':
      return <ProjectOption project={suggestion.project} task={null} />
    case 'task':
      return <ProjectOption project={suggestion.project} task={suggestion.task} />
    case 'tag':
      return <Tags tags={[suggestion.tag]} />
    case 'work':
      return <WorkOption suggestion={suggestion} work={suggestion.work} />
    default:
      return suggestion satisfies never
  }
}

function ProjectOption({ project, task }: { readonly project: Project; readonly task: string | null }) {
  return (
    <>
      <span class="one-line">
        <Booking entry={{ project: project.name, projectId: project.id, task }} projects={[project]} />
      </span>
      <span class="suggestion-slug one-line" aria-hidden="true">
        {bookingWord(project, task)}
      </span>
    </>
  )
}

function WorkOption({ suggestion, work }: { readonly suggestion: Suggestion; readonly work: PastWork }) {
  const { projects, capture } = usePopup()
  const booking = <Booking entry={work} projects={projects.value} />
  return (
    <>
      <span class="suggestion-work">
        <span class="one-line">
          {work.note === '' ? booking : <Foreign words={work.note} />}
          <Tags tags={work.tags} />
        </span>
        {work.note !== '' && work.project !== null && (
          <span class="suggestion-booking one-line">{booking}</span>
        )}
      </span>
      <span class="figures soft">{formatDuration(work.minutes)}</span>
      {/* Not a control of its own, which an option cannot hold: by keyboard it is a key of the field. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <span
        class={work.isFavourite ? 'star star-kept' : 'star'}
        title={text(work.isFavourite ? 'favouriteLetGo' : 'favouriteKeep')}
        onClick={(event) => {
          event.stopPropagation()
          void capture.star(suggestion)
        }}
      >
        <Star size={14} aria-hidden="true" />
        {work.isFavourite && <span class="for-screen-readers">{text('favourite')}</span>}
      </span>
    </>
  )
}

function listName(first: Suggestion | undefined): 'projects' | 'tags' | 'pastWork' {
  switch (first?.kind) {
    case 'tag':
      return 'tags'
    case 'work':
      return 'pastWork'
    default:
      return 'projects'
  }
}
