import { startEmbedded } from '#app/platform/postgres/embedded.server.ts'

// A process of its own for a test: starts (or joins) the embedded server in the folder named, tells how it is, and
// stops cleanly on SIGTERM. The test kills it in every other way.
try {
  const said: string[] = []
  const server = await startEmbedded({
    dataDir: process.argv[2] ?? '',
    name: 'a test',
    say: (line) => said.push(line),
  })
  await server.ensureDatabase('test')
  process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
  // Also what keeps this process alive.
  process.on('disconnect', () => process.exit(1))
  process.send?.({ port: server.port, data: server.data, url: server.url('test'), said })
} catch (error) {
  process.send?.({ problem: (error as Error).message, expected: (error as Error).name === 'StartProblem' })
  process.exitCode = 1
}
