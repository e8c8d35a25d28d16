import '../globals.css'

import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { type ReactNode, Suspense } from 'react'

import { PortalDocument } from '@/components/frame/document'

import { ShopApp } from './shop_app'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop.shell')
  return { title: { default: t('title'), template: `%s – ${t('title')}` }, description: t('description'), icons: '/assets/shop.svg' }
}

export default function ShopLayout({ children }: { children: ReactNode }) {
  return (
    <PortalDocument portal="shop">
      <Suspense><ShopApp>{children}</ShopApp></Suspense>
    </PortalDocument>
  )
}
