import { readPageContext } from '../../domain/page-context.ts'
import { attempt } from '../attempt.ts'
import type { Send } from '../send.ts'
import type { PageModel } from './page-model.ts'

export interface OpenedPageDeps {
  readonly isWanted: () => Promise<boolean>
  readonly readActivePage: () => Promise<{
    readonly title: string
    readonly address: string
    readonly isPrivate: boolean
  } | null>
  readonly send: Send
}

/**
 * Offers what the page says on which the popup was opened, and the project that was last booked there. Comes after the
 * first frame; where anything of it fails, nothing is offered. A page in a private window is neither looked up nor
 * remembered.
 */
export async function takeUpPage(deps: OpenedPageDeps, model: PageModel): Promise<void> {
  if (!(await deps.isWanted())) return
  const active = await deps.readActivePage()
  const context = active && readPageContext(active.title, active.address)
  if (!context) return
  const { key, note, scopeKey, site } = context
  const keys = active.isPrivate ? null : { page: scopeKey, site }
  model.takeUp({ key, note, keys })
  if (!keys) return
  const recalled = await attempt(() => deps.send('recall-project', keys))
  if (recalled.ok) model.recall(recalled.value)
}
