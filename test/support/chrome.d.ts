/** What tests use of the browser's API inside extension pages and workers, where Playwright runs their functions. */
declare const chrome: {
  readonly action: { openPopup(): Promise<void>; getBadgeText(details: object): Promise<string> }
  readonly alarms: {
    create(name: string, when: { readonly when: number }): Promise<void>
    getAll(): Promise<readonly { readonly name: string }[]>
    clearAll(): Promise<boolean>
  }
  readonly notifications: {
    getAll(): Promise<Readonly<Record<string, boolean>>>
    clear(id: string): Promise<boolean>
  }
  readonly runtime: {
    getManifest(): { readonly version: string }
    sendMessage(message: unknown): Promise<unknown>
    readonly onMessage: {
      addListener(
        listener: (message: unknown, sender: unknown, reply: (answer: unknown) => void) => void,
      ): void
    }
  }
  readonly storage: {
    readonly local: {
      get(key?: string | null): Promise<Record<string, unknown>>
      set(items: Record<string, unknown>): Promise<void>
    }
  }
  readonly i18n: { getUILanguage(): string }
}
