import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { beginFirstRead } from '../src/platform/first-read.ts'

export default defineUnlistedScript(beginFirstRead)
