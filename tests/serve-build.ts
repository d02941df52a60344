import { serveBuild, serveUntilAsked } from '#app/commands/serving.ts'

// A process of its own for a test, as in production: the built portal on the database that the test names.
await serveUntilAsked(
  async () => {
    const running = await serveBuild()
    process.send?.(running.url)
    return running
  },
  async () => {},
)
