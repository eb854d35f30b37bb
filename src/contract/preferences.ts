import { lazily, z } from './zod.ts'

/** A choice that is missing, or not one, is as it was to begin with; the others stay. */
const onAtFirst = () => z.catch(z._default(z.boolean(), true), true)

/** What a person has chosen for this device. */
const preferencesSchema = lazily(() =>
  z.object({
    /** Offer title and issue key of the page that the popup is opened on, and remember the project of each page. */
    usePageContext: onAtFirst(),
  }),
)
export type Preferences = z.output<ReturnType<typeof preferencesSchema>>

/** Reads what is stored: whatever it is, there is a choice for everything. */
export function readPreferences(stored: unknown): Preferences {
  const found = preferencesSchema().safeParse(stored ?? {})
  return found.success ? found.data : preferencesSchema().parse({})
}
