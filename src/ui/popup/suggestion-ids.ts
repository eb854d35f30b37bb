export const SUGGESTIONS_ID = 'suggestions'

export function optionId(index: number): string {
  return `${SUGGESTIONS_ID}-${index}`
}
