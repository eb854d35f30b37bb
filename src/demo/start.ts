import { runDemo } from './demo.ts'
import { HELP, readStartOptions } from './options.ts'
import { runTour } from './tour.ts'

try {
  const options = readStartOptions(process.argv.slice(2))
  if (options.help) console.log(HELP)
  else if (options.tour) process.exit(await runTour(options, console.log))
  else await runDemo(options, console.log)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
