import type { ExportFile } from './local-copy-file.ts'

/** By then the browser has taken the file over. */
const TAKEN_MS = 60_000

/** Saves a file to the person's downloads; a link needs no permission for that. */
export function download({ name, type, content }: ExportFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN_MS)
}
