/** Tells whoever started this process, whenever asked, what it has used. */
export function answerUsage(): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ rss: process.memoryUsage.rss(), cpu: user + system, user, system })
  })
}
