import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import { offlineWorker } from './app/offline/worker-build.ts'

/** The framework, and the browser's entry, which is nothing without it. */
const FRAMEWORK =
  /\/node_modules\/(react|react-dom|react-router|scheduler|cookie|set-cookie-parser|turbo-stream)\/|vite\/preload-helper|\/app\/entry\.client\./

/** The parts that every page is made of. A dialog's window brings react-aria, and comes with the first dialog. */
const PARTS =
  /\/app\/(components\/((ui|frame)\/(?!dialog-window|field|choice|form-field)|[^/]+\.ts$|lesson\/(rule-list|practice-ids)|module\/module-head)|(domain\/confusion\/(limits|headline)|lessons\/tree)\.ts$)/

/** The parts of overviews: lists, tables, and the way from milestone to milestone. A lesson has none of them. */
const OVERVIEWS = /\/app\/components\/ui\/(milestone-route|progress|table|tabs|copy-button|use-fields-follow)\.tsx?$/

/** The fields of forms, and of labs. A module has none of its own. */
const FIELDS = /\/app\/components\/ui\/(field|choice|form-field)\.tsx?$/

/** What runs a lab, which comes after the page; see `practice/lab-engine.ts`. */
const LABS =
  /\/app\/(components\/(lesson\/lab-(button|field|file-drop|inputs|rows|screen)|practice\/(guide-words|hints|lab-engine|lab-guide))|domain\/practice\/lab|lessons\/lab-)/

/** What reading a module takes: its text and its practice. The report under a block comes with the first one. */
const READING =
  /\/app\/(components\/(lesson|practice|module)\/(?!compared-block|release-choice|old-time-task)|outbox\/waiting-note|components\/confusion\/(block-answers|marked-words|unclear-link)|lessons\/definitions\.ts$)/

/** What keeps and sends a report: for its form, and for every page where one waits to be sent. */
const SENDING =
  /\/app\/(components\/confusion\/(kept-report|kept-pictures|send-kept|send-report|sent-along)|domain\/confusion\/(pictures|attempt-errors)|http\/report-paths)\.ts$/

/** The form of a report, in place and on its own page. */
const REPORT = /\/app\/components\/confusion\/report-(form|fields)\.tsx$/

/**
 * What several pages share, in few files. Left alone, each shared module would be a file of its own, and the first
 * visit of a module a dozen requests more.
 */
function sharedChunk(id: string): string | undefined {
  if (FRAMEWORK.test(id)) return 'framework'
  if (FIELDS.test(id)) return 'fields'
  if (OVERVIEWS.test(id)) return 'overviews'
  if (PARTS.test(id)) return 'parts'
  if (LABS.test(id)) return 'labs'
  if (SENDING.test(id)) return 'sending'
  if (REPORT.test(id)) return 'report-form'
  if (READING.test(id)) return 'reading'
  return undefined
}

/** The icon package's shapes carry keys for React; we draw them as text, and random letters do not compress. */
function iconsWithoutKeys(): Plugin {
  return {
    name: 'icons-without-keys',
    transform: {
      filter: { id: /\/lucide-react\/dist\/esm\/icons\// },
      handler: (code) => ({ code: code.replace(/,\s*key: "\w+"/g, ''), map: null }),
    },
  }
}

/** The server bundle's entry is `app/server.ts`, so that routes, jobs and HTTP share one module graph. */
export default defineConfig({
  plugins: [tailwindcss(), iconsWithoutKeys(), reactRouter(), offlineWorker()],
  build: { target: 'es2022' },
  environments: {
    client: {
      build: {
        rollupOptions: {
          output: { manualChunks: sharedChunk },
          // We draw icons from their shapes alone; without this the package's components would come along.
          treeshake: { manualPureFunctions: ['createLucideIcon'] },
        },
      },
    },
    ssr: { build: { sourcemap: true, rollupOptions: { input: './app/server.ts' } } },
  },
})
