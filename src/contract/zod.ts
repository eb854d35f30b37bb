import * as z from 'zod/mini'

// The extension's content security policy forbids eval, which zod would otherwise probe for.
z.config({ jitless: true })

export { z }

/** A schema that is built when it is first used: the worker starts for each event, and most need few of them. */
export function lazily<Schema extends z.ZodMiniType>(build: () => Schema): () => Schema {
  let built: Schema | null = null
  return () => {
    built ??= build()
    return built
  }
}
