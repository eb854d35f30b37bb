import type { ComponentChildren } from 'preact'
import type { AmbiguousProject, CaptureFault, TaskFault } from '../../domain/capture-fault.ts'
import type { Project } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { isolate } from '../formats.ts'

interface BookingChoicesProps {
  readonly faults: readonly CaptureFault[]
  readonly choose: (fault: AmbiguousProject | TaskFault, project: Project, task: string | null) => void
  readonly keepInNote: () => void
}

/** Where several projects or tasks fit, each is a button: nothing is guessed. */
export function BookingChoices({ faults, choose, keepInNote }: BookingChoicesProps) {
  const fault = faults.find((each) => 'choices' in each)
  if (!fault || !('choices' in fault) || fault.choices.length === 0) return null
  return (
    <div class="choices">
      {fault.part === 'task'
        ? fault.choices.map((task) => (
            <Choice key={task} act={() => choose(fault, fault.project, task)}>
              <Foreign words={task} />
            </Choice>
          ))
        : fault.choices.map((project) => (
            <Choice key={project.id} act={() => choose(fault, project, null)}>
              <Booking entry={{ project: project.name, projectId: project.id }} projects={[project]} />
            </Choice>
          ))}
      {fault.part === 'project' && fault.isPlain && (
        <Choice act={keepInNote}>{text('keepInNote', isolate(fault.text))}</Choice>
      )}
    </div>
  )
}

function Choice({ act, children }: { readonly act: () => void; readonly children: ComponentChildren }) {
  return (
    <button type="button" class="button choice" onClick={act}>
      {children}
    </button>
  )
}
