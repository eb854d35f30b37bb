interface OpenTransaction {
  readonly done: Promise<void>
  readonly error: DOMException | null
  abort(): void
}

/** What is done in this transaction is durable once it resolves; where it throws, nothing of it is stored. */
export async function wholeOrNot<Value>(
  transaction: OpenTransaction,
  act: () => Promise<Value>,
): Promise<Value> {
  try {
    const value = await act()
    await transaction.done
    return value
  } catch (error) {
    transaction.done.catch(() => undefined) // says no more than `error`
    // One that the browser has ended, for want of room or otherwise, cannot be ended again.
    if (transaction.error === null) transaction.abort()
    throw error
  }
}
