import nextTypescript from 'eslint-config-next/typescript'
import nextVitals from 'eslint-config-next/core-web-vitals'
import boundaries from 'eslint-plugin-boundaries'

const SHARED = ['kit', 'frame', 'lib', 'api-base']

/** What each part may import. A feature imports nothing of another feature, and only its own portal's API. */
const MAY_IMPORT = [
  { from: 'app-shop', allow: ['app-shop', 'app', ['feature', { portal: 'shop' }], 'api-shop', ...SHARED] },
  { from: 'app-ops', allow: ['app-ops', 'app', ['feature', { portal: 'ops' }], 'api-ops', ...SHARED] },
  { from: 'app', allow: ['app', ...SHARED] },
  { from: [['feature', { portal: 'shop' }]], allow: [['feature', { portal: 'shop', name: '${from.name}' }], 'api-shop', ...SHARED] },
  { from: [['feature', { portal: 'ops' }]], allow: [['feature', { portal: 'ops', name: '${from.name}' }], 'api-ops', ...SHARED] },
  { from: 'frame', allow: ['frame', 'kit', 'lib', 'api-base'] },
  { from: 'kit', allow: ['kit', 'lib', 'api-base'] },
  { from: 'api-shop', allow: ['api-shop', 'api-base', 'lib'] },
  { from: 'api-ops', allow: ['api-ops', 'api-base', 'lib'] },
  { from: 'api-base', allow: ['api-base', 'lib'] },
  { from: 'lib', allow: ['lib'] },
  { from: 'test', allow: ['*'] },
  { from: 'testing', allow: ['*'] },
]

const config = [
  ...nextVitals,
  ...nextTypescript,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: './tsconfig.json' } },
      // the first that fits holds
      'boundaries/elements': [
        { type: 'test', pattern: 'src/**/*.test.{ts,tsx}', mode: 'full' },
        { type: 'testing', pattern: 'src/testing/**', mode: 'full' },
        { type: 'app-shop', pattern: 'src/app/[(]shop[)]/**', mode: 'full' },
        { type: 'app-ops', pattern: 'src/app/[(]ops[)]/**', mode: 'full' },
        { type: 'app', pattern: 'src/{app/*,app/readyz/*,proxy.ts}', mode: 'full' },
        { type: 'feature', pattern: 'src/features/(shop|ops)/*/**', mode: 'full', capture: ['portal', 'name'] },
        { type: 'api-shop', pattern: 'src/api/shop/*', mode: 'full' },
        { type: 'api-ops', pattern: 'src/api/ops/*', mode: 'full' },
        { type: 'api-base', pattern: 'src/api/base/*', mode: 'full' },
        { type: 'frame', pattern: 'src/components/frame/*', mode: 'full' },
        { type: 'kit', pattern: 'src/components/ui/**', mode: 'full' },
        { type: 'lib', pattern: 'src/lib/**', mode: 'full' },
      ],
    },
    rules: {
      'boundaries/element-types': ['error', { default: 'disallow', rules: MAY_IMPORT }],
      'boundaries/no-unknown-files': 'error',
      'boundaries/no-unknown': 'error',
    },
  },
  {
    // texts come from messages/
    files: ['src/{app,features,components}/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    rules: {
      'react/jsx-no-literals': ['error', { noStrings: false, ignoreProps: true }],
      'no-restricted-syntax': ['error', {
        selector: 'JSXAttribute[name.name=/^(aria-label|aria-description|alt|title|label|placeholder|description|hint|caption)$/] > Literal[value=/[A-Za-z]/]',
        message: 'Texts come from messages/.',
      }],
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'react/style-prop-object': 'error',
    },
  },
  { ignores: ['.next/**', 'next-env.d.ts', 'src/api/*/generated.ts', 'test-results/**', 'playwright-report/**'] },
]

export default config
