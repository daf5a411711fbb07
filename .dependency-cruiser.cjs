// The import rule of ARCHITECTURE.md, as data: a folder may import itself, what stands below it, and nothing else.
const may = {
  'electron/domain': [],
  'electron/contract': ['electron/domain'],
  'electron/packed': ['electron/domain', 'electron/contract'],
  'electron/ldap': ['electron/domain', 'electron/contract', 'electron/packed'],
  'electron/sts': ['electron/domain', 'electron/contract'],
  'electron/aws': ['electron/domain', 'electron/contract', 'electron/sts'],
  'electron/vault': ['electron/domain', 'electron/contract'],
  'electron/workspace': ['electron/domain', 'electron/contract', 'electron/packed'],
  'electron/userstore': ['electron/domain', 'electron/contract'],
  'electron/engine': [
    'electron/domain',
    'electron/contract',
    'electron/packed',
    'electron/ldap',
    'electron/aws',
    'electron/sts',
    'electron/vault',
    'electron/workspace',
    'electron/userstore',
  ],
  'electron/shell': ['electron/domain', 'electron/contract', 'electron/vault', 'electron/engine'],
  'electron/main': ['electron/domain', 'electron/contract', 'electron/shell', 'electron/engine'],
  'electron/host': ['electron/domain', 'electron/contract', 'electron/shell', 'electron/engine'],
  'electron/cli': ['electron/domain', 'electron/contract', 'electron/shell', 'electron/engine'],
  'electron/preload': ['electron/contract'],
  'renderer/ui': [],
  'renderer/features': ['electron/domain', 'electron/contract', 'renderer/ui', 'renderer/app'],
  'renderer/app': ['electron/domain', 'electron/contract', 'renderer/ui', 'renderer/features'],
};
const domainMay = {
  directory: [],
  policy: [],
  estate: [],
  forest: ['directory'],
  membership: ['directory'],
  control: ['directory', 'membership'],
  claims: ['directory'],
  compare: ['directory', 'forest', 'membership', 'estate'],
  mapping: ['directory', 'forest', 'membership', 'claims', 'policy', 'estate'],
  access: [
    'directory',
    'forest',
    'membership',
    'claims',
    'policy',
    'estate',
    'mapping',
    'compare',
    'control',
  ],
  migration: ['directory', 'forest', 'membership', 'claims', 'policy', 'estate', 'mapping', 'compare'],
};
const ours = '^(electron|renderer|resources|test|scripts)/';
const layer = ([folder, below]) => ({
  name: `${folder} imports only what stands below it`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: '\\.test\\.ts$' },
  to: { path: ours, pathNot: `^(${[folder, ...below].join('|')})/` },
});
const subject = ([folder, below]) => ({
  name: `domain/${folder} imports only the subjects below it`,
  severity: 'error',
  from: { path: `^electron/domain/${folder}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^electron/domain/.+/', pathNot: `^electron/domain/(${[folder, ...below].join('|')})/` },
});
module.exports = {
  forbidden: [
    ...Object.entries(may).map(layer),
    ...Object.entries(domainMay).map(subject),
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'electron only in main and preload',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: '^electron/(main|preload)/' },
      to: { path: '(^|/)node_modules/electron(/|$)' },
    },
    {
      name: 'domain is pure',
      severity: 'error',
      from: { path: '^electron/(domain|contract)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing unresolvable',
      severity: 'error',
      from: { path: ours },
      to: { couldNotResolve: true, pathNot: '^(electron|vue)$|\\?' },
    },
    {
      name: 'the product does not import tests',
      severity: 'error',
      from: { path: '^(electron|renderer|resources)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json'],
    },
  },
};
