/** The three pages that show the work: the same components, with more or less room. */
export const AT_WORK = ['popup', 'page', 'sidepanel'] as const
export const EVERYWHERE = [...AT_WORK, 'options'] as const

export type Page = (typeof EVERYWHERE)[number]
