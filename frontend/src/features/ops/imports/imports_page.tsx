'use client'

import { useTranslations } from 'next-intl'

import { useIsManager } from '@/api/ops'
import { NotForRole } from '@/components/frame/not_for_role'
import { buttonClasses } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page_header'
import { useAddress } from '@/lib/use_address'

import { FileChoice } from './file_choice'
import { TEMPLATE } from './import_file'
import { ImportReport } from './import_report'
import { PastImports } from './past_imports'

/** Products and stock from a CSV file: checked first, then applied, each row once. What goes on is in the address. */
export function ImportsPage() {
  const t = useTranslations('ops.imports')
  const isManager = useIsManager()
  return isManager ? <Imports /> : <><PageHeader title={t('title')} /><NotForRole>{t('forManagers')}</NotForRole></>
}

function Imports() {
  const t = useTranslations('ops.imports')
  const address = useAddress()
  const operationId = address.get('import')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<a className={buttonClasses()} download="products.csv" href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`}>{t('template')}</a>}
      />
      <div className="grid gap-5">
        <FileChoice onStarted={(operation) => address.go({ import: operation })} />
        {operationId ? (
          <Section title={t('report')} actions={<Link href="/ops/imports" className="text-sm">{t('close')}</Link>}>
            <ImportReport key={operationId} operationId={operationId} />
          </Section>
        ) : null}
        <PastImports />
      </div>
    </>
  )
}
