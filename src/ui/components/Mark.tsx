/** The extension's own mark, as in icon.svg. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" class="mark">
      <rect class="mark-ground" width="32" height="32" rx="8" />
      <path class="mark-line" d="M16 7v9" />
      <path class="mark-line" d="M24.6 12A9.5 9.5 0 1 0 16 25.5" />
      <path class="mark-jot" d="m16 16 9 9" />
    </svg>
  )
}
