/**
 * Data flows one way: routes → http + domain → platform. Each rule's comment says why it is there; `npm run check`
 * enforces them. The layout is that of docs/decisions and README.
 */
const GENERATED = 'app/platform/database/generated'

/**
 * Pure, and of everybody: addresses of pages (a notice links to one), days of a time zone, and how figures and days are
 * written and series told apart (a mail shows them as the page does).
 */
const FOR_ALL =
  '^app/(http/((outgoing|lasting|adoption)-)?paths|domain/migrations/local-days|components/(format|dates|charts/(series|ratio-axis)))\\.ts$'

/** Parts of the domain, and the others that each may use beside identity, which everybody may. Types may cross. */
const MAY_USE = {
  identity: ['notices'],
  migrations: ['modules', 'progress', 'practice', 'cohorts', 'confusion', 'adoption', 'notices'],
  modules: ['migrations', 'notices'],
  // What is published changes where everybody stands, and must say so in the same transaction.
  'modules/publication': ['modules', 'progress', 'migrations', 'notices'],
  progress: ['modules', 'practice', 'migrations', 'notices'],
  practice: ['modules', 'progress', 'migrations', 'notices'],
  cohorts: ['migrations', 'modules', 'progress', 'practice', 'playbooks', 'confusion', 'notices'],
  playbooks: ['migrations', 'notices'],
  confusion: ['modules', 'migrations', 'playbooks', 'notices'],
  adoption: ['migrations', 'modules', 'progress', 'practice', 'cohorts', 'confusion', 'notices'],
  notices: [],
}

/** A part inside a part has a rule of its own. */
const withinPart = (part) =>
  Object.keys(MAY_USE)
    .filter((other) => other.startsWith(`${part}/`))
    .map((other) => `^app/domain/${other}/`)

const betweenParts = Object.entries(MAY_USE).map(([part, others]) => ({
  name: `domain-${part}`,
  comment: `app/domain/${part} may use: ${['identity', ...others].join(', ')}.`,
  severity: 'error',
  from: { path: `^app/domain/${part}/`, pathNot: ['\\.test\\.ts$', ...withinPart(part)] },
  to: {
    path: '^app/domain/[^/]+/',
    pathNot: [`^app/domain/(${[part, 'identity', ...others].join('|')})/`, FOR_ALL],
    dependencyTypesNot: ['type-only'],
  },
}))

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one thought in two places.',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-knows-no-product',
      comment: 'platform has no product words: it could serve another product.',
      severity: 'error',
      from: { path: '^app/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app/(?!platform/)|tests/|content/|prisma/seed/)' },
    },
    {
      name: 'domain-knows-no-web',
      comment: 'The domain knows what the product knows: no Request, no React, no pages.',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^app/(routes|http|components|jobs|commands|root|server|entry)|node_modules/(react|react-dom|react-router|express)/',
        pathNot: FOR_ALL,
      },
    },
    {
      name: 'lessons-know-only-platform',
      comment: 'Compiling content needs no database and no people.',
      severity: 'error',
      from: { path: '^app/lessons/', pathNot: '\\.test\\.ts$' },
      to: { path: '^app/(domain|routes|http|components|jobs|commands)/', pathNot: FOR_ALL },
    },
    {
      name: 'components-are-for-browsers',
      comment:
        'Components take domain types and pure rules; what runs on the server only must not travel to the browser.',
      severity: 'error',
      from: { path: '^app/components/', pathNot: '\\.test\\.ts$' },
      to: { path: '(\\.server\\.tsx?$|^app/(routes|commands|jobs)/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rules-stay-pure',
      comment: 'A plain .ts file of the domain may run in the browser, so it must not reach the server.',
      severity: 'error',
      from: { path: '^app/(domain|lessons)/', pathNot: '(\\.server\\.tsx?|\\.test\\.ts|\\.worker\\.ts)$' },
      to: { path: '\\.server\\.tsx?$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-never-touch-the-database',
      comment: 'A route is viewer, params, one domain call.',
      severity: 'error',
      from: { path: '^app/(routes|components)/', pathNot: ['\\.test\\.ts$', '^app/routes/public/readyz'] },
      to: { path: '^app/platform/database/' },
    },
    {
      name: 'http-is-below-routes',
      comment: 'http adapts requests for routes; it does not know any.',
      severity: 'error',
      from: { path: '^app/http/', pathNot: '\\.test\\.ts$' },
      to: { path: '^app/(routes|components|commands)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'jobs-are-shallow',
      comment: 'A job calls the domain.',
      severity: 'error',
      from: { path: '^app/jobs/', pathNot: '\\.test\\.ts$' },
      to: { path: '^app/(routes|http|components|commands)/' },
    },
    {
      name: 'only-identity-knows-lucia',
      comment: 'Sign-in is behind identity.',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/domain/identity/' },
      to: { path: 'node_modules/lucia/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'Makers and mailboxes are for tests, and for what breaks the rules of the database once.',
      severity: 'error',
      from: { path: '^(app|prisma)/', pathNot: '(\\.test\\.ts$|^prisma/rules/)' },
      to: { path: '(^tests/|\\.test\\.ts$)' },
    },
    {
      name: 'natively-run-files-import-no-tsx',
      comment:
        'Node runs .ts by itself, .tsx only Vite does: a command, a job or a rule that imports one cannot start.',
      severity: 'error',
      from: { path: '^app/(commands|domain|lessons|jobs|platform)/' },
      to: { path: '\\.tsx$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-missing-package',
      comment: 'What is imported is in package.json.',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { couldNotResolve: true, pathNot: '^virtual:|\\.css$|\\?|^\\./\\+types/' },
    },
    {
      name: 'no-development-packages',
      comment: 'npm ci --omit=dev must be able to serve.',
      severity: 'error',
      from: { path: '^app/', pathNot: '(\\.test\\.ts$|^app/commands/)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    ...betweenParts,
  ],
  options: {
    doNotFollow: { path: ['node_modules', GENERATED] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
