import type { Config } from '@react-router/dev/config'

/** Benches measure a build of their own, which has one page more: see app/routes.ts. */
const buildDirectory = process.env.BUILD_FOR === 'bench' ? '.data/bench/build' : 'build'

export default { appDirectory: 'app', ssr: true, buildDirectory } satisfies Config
