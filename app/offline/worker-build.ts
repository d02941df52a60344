import { createHash } from 'node:crypto'
import { build } from 'esbuild'
import type { Plugin } from 'vite'

/** A file of the build, as Rollup names it: its sources, and what it loads now and later. */
type Output = {
  type: 'chunk' | 'asset'
  fileName: string
  facadeModuleId?: string | null
  imports?: readonly string[]
  dynamicImports?: readonly string[]
  viteMetadata?: { importedCss: ReadonlySet<string> }
}

/** What every module's page begins with, and the page that each of them leads back to. */
const MODULE_PAGE = /\/app\/(entry\.client|root|routes\/learner\/(module|home))\.tsx/
/** A comfort with much to load: without a network a report is written in plain words. */
const SPARED = /\/app\/components\/confusion\/rich-words-editor\.tsx/
const EVERY_PAGE = /\/app\/root\.tsx/

/** The letters of most texts; of other alphabets a page without a network has what the system has. */
const LATIN = /-latin(-ext)?-wght-[^/]*\.woff2$/

/**
 * Builds the service worker into one script at a lasting address, `/sw.js`, with the names of all files that a module's
 * page may need: also those that it loads later, which nobody could load without a network.
 */
export function offlineWorker(): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async generateBundle(_options, bundle) {
      const outputs = Object.values(bundle) as Output[]
      const fonts = outputs.filter(({ fileName }) => LATIN.test(fileName)).map(({ fileName }) => `/${fileName}`)
      const files = [...filesFrom(outputs, MODULE_PAGE), ...fonts]
      const styles = outputs.flatMap(({ facadeModuleId, viteMetadata }) =>
        EVERY_PAGE.test(facadeModuleId ?? '') ? [...(viteMetadata?.importedCss ?? [])].map((name) => `/${name}`) : [],
      )
      const id = createHash('sha256')
        .update(
          outputs
            .map(({ fileName }) => fileName)
            .sort()
            .join(),
        )
        .digest('hex')
        .slice(0, 16)
      const { outputFiles } = await build({
        entryPoints: ['app/offline/worker.ts'],
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'es2022',
        write: false,
        define: {
          BUILD_ID: JSON.stringify(id),
          BUILD_FILES: JSON.stringify(files),
          BUILD_STYLES: JSON.stringify(styles),
        },
      })
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: outputFiles[0]?.text ?? '' })
    },
  }
}

/** The addresses of all files that are reached from those whose source is one of these. */
function filesFrom(outputs: readonly Output[], sources: RegExp): string[] {
  const byName = new Map(outputs.map((output) => [output.fileName, output]))
  const reached = new Set<string>()
  const reach = (name: string) => {
    const output = byName.get(name)
    if (!output || reached.has(name) || SPARED.test(output.facadeModuleId ?? '')) return
    reached.add(name)
    for (const next of [...(output.imports ?? []), ...(output.dynamicImports ?? [])]) reach(next)
    for (const style of output.viteMetadata?.importedCss ?? []) reached.add(style)
  }
  for (const { fileName, facadeModuleId } of outputs) if (sources.test(facadeModuleId ?? '')) reach(fileName)
  return [...reached].map((name) => `/${name}`)
}
