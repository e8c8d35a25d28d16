import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const here = import.meta.dirname

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: here,
  // the texts are read when a page is made: nothing imports them
  outputFileTracingIncludes: { '/**': ['./messages/**/*.json'] },
  turbopack: {
    root: here,
    // texts come compiled (src/lib/i18n/messages.ts): no page needs the parser, 10 kB of it
    resolveAlias: { 'use-intl/format-message': './node_modules/use-intl/dist/esm/production/format-message/format-only.js' },
  },
  poweredByHeader: false,
  reactStrictMode: true,
  // pictures come from the BFF as they are: the gateway passes no image optimizer
  images: { unoptimized: true },
}

export default createNextIntlPlugin('./src/lib/i18n/request.ts')(config)
