import { serveBuild, serveUntilAsked } from '#app/commands/serving.ts'
import { answerUsage } from './usage.ts'

// The portal as `npm start` serves it, from the build that was named.
await serveUntilAsked(
  async () => {
    const running = await serveBuild(process.argv[2])
    answerUsage()
    process.send?.(running.url)
    return running
  },
  async () => {},
)
