import type { CaptureContext } from '../../src/domain/capture-context.ts'
import type { CaptureFault } from '../../src/domain/capture-fault.ts'
import { readCaptureLine } from '../../src/domain/capture-line.ts'
import { captureWordsFor } from '../../src/domain/capture-words.ts'
import type { Project } from '../../src/domain/entry.ts'

export const PROJECTS: readonly Project[] = [
  project('web', 'Acme', 'Website', ['Design', 'Development', 'Code review']),
  project('support', 'Orbit', 'Support', ['Tickets', 'On call']),
  project('platform', 'Orbit', 'Platform'),
  project('internal', null, 'Internal'),
  project('shop', 'Müller & Söhne', 'Online-Shop'),
  project('security', 'Initech', 'Security audit', ['Interviews', 'Report', 'Reporting']),
  { ...project('archive', 'Old', 'Archive'), archived: true },
]

function project(id: string, client: string | null, name: string, tasks: readonly string[] = []): Project {
  return { id, name, client, tasks, archived: false }
}

/** Seen on 2026-11-20, a Friday. */
export function contextFor(language: string): CaptureContext {
  return { today: '2026-11-20', words: captureWordsFor(language), projects: PROJECTS }
}

/**
 * What a line means, in one row: `120 min · 09:00 · 2026-11-19 · web/Design · #tag · [the note]`, without the parts that
 * it does not name, and its faults: `✗ duration second ‹2h›`.
 */
export function meaning(line: string, context: CaptureContext): string {
  const { minutes, start, date, dateGiven, project, projectId, task, tags, note, faults } = readCaptureLine(
    line,
    context,
  )
  const booking = task === null ? (projectId ?? project) : `${projectId}/${task}`
  const parts = [
    minutes !== null && `${minutes} min`,
    start,
    dateGiven && date,
    booking,
    tags.map((tag) => `#${tag}`).join(' '),
    note !== '' && `[${note}]`,
    ...faults.map(faultText),
  ]
  return parts.filter(Boolean).join(' · ')
}

function faultText(fault: CaptureFault): string {
  const choices =
    'choices' in fault
      ? ` ${fault.choices.map((each) => (typeof each === 'string' ? each : each.id)).join(' ')}`
      : ''
  const text = fault.text === '' ? '' : ` ‹${fault.text}›`
  return `✗ ${fault.part} ${fault.reason}${text}${choices}`
}
