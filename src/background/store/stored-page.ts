/** The project that was last booked from a page, or from a site. */
export interface StoredPage {
  readonly account: string
  /** A digest: the address itself is not kept. */
  readonly page: string
  readonly project: string
  readonly projectId: string | null
  /** Epoch milliseconds. */
  readonly usedAtMs: number
}
