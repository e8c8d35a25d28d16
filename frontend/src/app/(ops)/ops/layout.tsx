import '../../globals.css'

import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'

import { PortalDocument } from '@/components/frame/document'

import { OpsApp } from './ops_app'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.shell')
  return { title: { default: t('title'), template: `%s – ${t('title')}` }, description: t('description'), icons: '/assets/ops.svg' }
}

export default function OpsLayout({ children }: { children: ReactNode }) {
  return (
    <PortalDocument portal="ops">
      <Suspense><OpsApp>{children}</OpsApp></Suspense>
    </PortalDocument>
  )
}
