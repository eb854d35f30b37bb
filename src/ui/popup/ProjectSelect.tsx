import type { EntryContent, Project } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { KEEP_PROJECT } from './entry-form.ts'
import { usePopup } from './popup-context.ts'

interface ProjectSelectProps {
  readonly id: string
  readonly entry: EntryContent
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The known projects by client; the one that was booked stays choosable though nobody knows it any more. */
export function ProjectSelect({ id, entry, value, onChange }: ProjectSelectProps) {
  const { projects } = usePopup()
  const all = projects.value
  const open = all.filter((project) => !project.archived || project.id === value)
  const byClient = Map.groupBy(open, ({ client }) => client)
  const clients = [...byClient.keys()].filter((client) => client !== null).sort((a, b) => a.localeCompare(b))
  const isKnown = all.some(({ id: known, name }) => known === entry.projectId && name === entry.project)
  return (
    <select
      id={id}
      class="input"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      <option value="">{text('noProject')}</option>
      {entry.project !== null && !isKnown && <option value={KEEP_PROJECT}>{entry.project}</option>}
      <Options projects={byClient.get(null) ?? []} />
      {clients.map((client) => (
        <optgroup key={client} label={client}>
          <Options projects={byClient.get(client) ?? []} />
        </optgroup>
      ))}
    </select>
  )
}

function Options({ projects }: { readonly projects: readonly Project[] }) {
  return [...projects]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))
}
