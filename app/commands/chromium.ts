import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { StartProblem } from '#app/platform/start-problem.ts'
import { say } from './command.ts'
import { runPackage, runProgram } from './program.ts'

/** The first is Chromium without its own windows and menus, as Debian packages it: tests take a third of the time. */
const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The path of a Chromium that runs: `CHROMIUM`, one on this machine, else one that is installed now (Debian's package
 * where this user may, else Playwright's download). Throws `StartProblem` with what to install when neither works.
 */
export async function ensureChromium(): Promise<string> {
  const named = process.env.CHROMIUM
  if (named) {
    if (await runs(named)) return named
    throw new StartProblem(`CHROMIUM: ${named} is not a Chromium that runs.`)
  }
  const found = await find()
  if (found) return found
  for (const install of [installShell, installBrowser, downloadWithPlaywright]) {
    await install()
    const installed = await find()
    if (installed) return installed
  }
  throw new StartProblem(
    "The tests need a Chromium, and none could be installed: install your system's package (Debian: apt-get install chromium) or set CHROMIUM to one.",
  )
}

async function find(): Promise<string | null> {
  for (const place of [...USUAL_PLACES, chromium.executablePath()]) {
    if (existsSync(place) && (await runs(place))) return place
  }
  return null
}

/** A file alone says little: Ubuntu's package is a stub, and a downloaded one may lack libraries. */
async function runs(program: string): Promise<boolean> {
  const { code, output } = await runProgram(program, ['--version'])
  return code === 0 && /\d+\.\d+/.test(output)
}

const installShell = () => installPackage('chromium-headless-shell')
const installBrowser = () => installPackage('chromium')

async function installPackage(name: string): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  say(`Installing the package ${name} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runProgram('apt-get', ['update'], { env })
  await runProgram('apt-get', ['install', '--yes', '--no-install-recommends', name], { env })
}

async function downloadWithPlaywright(): Promise<void> {
  say('Downloading a Chromium with Playwright …')
  const dependencies = process.getuid?.() === 0 ? ['--with-deps'] : []
  await runPackage('playwright-core', ['install', ...dependencies, 'chromium'])
}
