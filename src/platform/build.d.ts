/** Set by wxt.config.ts. */
declare const __TIMEJOT_DEFAULTS__: unknown
declare const __TIMEJOT_LOOPBACK__: boolean
