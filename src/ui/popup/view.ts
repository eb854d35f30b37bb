const VIEWS = ['today', 'week', 'approvals', 'settings'] as const

export type View = (typeof VIEWS)[number]

/** The view that the address of a page asks for: `#week`. */
export function viewAt(hash: string): View | null {
  return VIEWS.find((view) => hash === `#${view}`) ?? null
}
