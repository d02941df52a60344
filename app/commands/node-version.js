// Loaded before every command (`node --import`), and JavaScript because an older Node reads nothing else: there, this
// one line stands in place of a syntax error. npm's scripts use the project's own Node where one is built for the platform.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `Gangway needs Node 22.22 or later, and this is ${process.version} for ${process.platform}-${process.arch}: use 'npm run', or install a newer Node.`,
  )
  process.exit(1)
}
