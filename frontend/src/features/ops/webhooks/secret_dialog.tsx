'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** The secret of a webhook, which is shown this once. */
export function SecretDialog({ secret, onClose }: { secret: string | undefined; onClose: () => void }) {
  const t = useTranslations('ops.webhooks')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(secret ?? '')
    setCopied(true)
  }
  return (
    <Dialog
      open={secret !== undefined}
      onOpenChange={(open) => { if (!open) { setCopied(false); onClose() } }}
      title={t('secretTitle')}
      description={t('secretHint')}
      actions={<Button look="primary" onClick={() => { setCopied(false); onClose() }}>{t('secretKept')}</Button>}
    >
      <div className="flex flex-wrap items-center gap-3">
        <code className="min-w-0 grow rounded-control bg-sunken p-3 text-sm break-all">{secret}</code>
        <Button icon={copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />} onClick={() => void copy()}>{copied ? t('copied') : t('copy')}</Button>
      </div>
    </Dialog>
  )
}
