import { projectSlug } from '../../domain/project-search.ts'
import { text } from '../../platform/texts.ts'
import { Foreign } from '../components/Foreign.tsx'
import { usePopup } from './popup-context.ts'

export const SUGGESTIONS_ID = 'project-suggestions'

export function optionId(index: number): string {
  return `${SUGGESTIONS_ID}-${index}`
}

/** The projects that the `@…` word under the cursor can mean. */
export function Suggestions() {
  const { capture, snapshot } = usePopup()
  return (
    <div class="suggestions">
      <div id={SUGGESTIONS_ID} role="listbox" aria-label={text('projects')}>
        {capture.suggestions.value.map((project, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and has the keys (ARIA combobox)
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={project.id}
            id={optionId(index)}
            class="suggestion"
            role="option"
            aria-selected={index === capture.active.value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => capture.accept(project)}
          >
            <span class="one-line">
              {project.client && (
                <>
                  <Foreign class="booking-client" words={project.client} />
                  <span class="booking-slash"> / </span>
                </>
              )}
              <Foreign class="booking-project" words={project.name} />
            </span>
            <span class="suggestion-slug one-line" aria-hidden="true">
              @{projectSlug(project)}
            </span>
          </div>
        ))}
      </div>
      {snapshot.value?.truncated.projects && <p class="suggestions-note">{text('truncatedProjects')}</p>}
    </div>
  )
}
