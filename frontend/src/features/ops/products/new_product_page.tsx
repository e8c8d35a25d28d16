'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'

import { isProblem } from '@/api/base/problem'
import { type ProductView, useCreateProductMutation, useIsManager, useListCategoriesQuery } from '@/api/ops'
import { NotForRole } from '@/components/frame/not_for_role'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page_header'
import { useToast } from '@/components/ui/toast'
import { parseMoney } from '@/lib/format'

import { NO_PRODUCT, ProductForm, type ProductWords } from './product_form'

/** A new product. Its SKU names it: the same again finds what is there, so a second click makes no second one. */
export function NewProductPage() {
  const t = useTranslations('ops.products')
  const router = useRouter()
  const toast = useToast()
  const isManager = useIsManager()
  const categories = useListCategoriesQuery()
  const [create, creating] = useCreateProductMutation()
  const save = async (words: ProductWords) => {
    const answer = await create({
      newProductRequest: {
        sku: words.sku.trim(),
        name: words.name.trim(),
        description: words.description.trim(),
        category: words.category.trim(),
        price: { amount_minor: parseMoney(words.price, words.currency) ?? 0, currency: words.currency },
        image_url: words.imageUrl.trim() || null,
        low_stock_threshold: words.threshold.trim() ? Number(words.threshold) : null,
        initial_stock: Number(words.initialStock),
      },
    })
    if (!answer.data) return
    toast({ title: t('created', { name: words.name.trim() }), tone: 'positive' })
    router.push(`/ops/products/${(answer.data as ProductView).product_id}`)
  }
  const header = <PageHeader title={t('add')} breadcrumbs={<Breadcrumbs trail={[{ label: t('title'), href: '/ops/products' }, { label: t('add') }]} />} />
  if (!isManager) return <>{header}<NotForRole>{t('managersAdd')}</NotForRole></>
  return (
    <>
      {header}
      <Card className="max-w-3xl">
        <ProductForm
          begin={NO_PRODUCT}
          isNew
          saveLabel={t('add')}
          busy={creating.isLoading}
          refused={isProblem(creating.error) ? creating.error : undefined}
          categories={(categories.data?.items ?? []).map((one) => one.category)}
          onSave={(words) => void save(words)}
          onCancel={() => router.push('/ops/products')}
        />
      </Card>
    </>
  )
}
