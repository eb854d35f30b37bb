import { defineBackground } from 'wxt/utils/define-background'
import { startBackground } from '../src/background/start.ts'

export default defineBackground(startBackground)
