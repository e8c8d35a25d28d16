'use client'

import { LogIn, ShoppingBag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useDispatch } from 'react-redux'

import { personOf } from '@/api/base/session'
import { useListOwnOrdersQuery, useSession } from '@/api/shop'
import { SignInLink } from '@/components/frame/session_menu'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page_header'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState, useProblemWords } from '@/components/ui/states'
import { useAddress } from '@/lib/use_address'
import { useOnceTrue } from '@/lib/use_once_true'

import { type BasketLine, byCurrency, type ShipTo, totalOf } from '../basket'
import { linesRevised, orderRefused } from '../basket_slice'
import { useBasket } from '../use_basket'
import { usePricedLines } from '../use_priced_lines'
import type { AddressWords } from './address_form'
import { changesOf } from './changes'
import { dropDraft } from './draft'
import { OrderChanges } from './order_changes'
import { OrderSummary } from './order_summary'
import { usePlacing } from './use_placing'

const AddressForm = dynamic(() => import('./address_form'), { ssr: false, loading: FormShape })
const FORM = 'address'
/** An order this young is asked after by itself: its sender has just reloaded the page. Older ones wait for a click. */
const YOUNG_MILLISECONDS = 120_000
/** Longer than this needs an explanation. */
const SLOW_MILLISECONDS = 4_000

/** From a basket to an order. Where it goes, what it costs, and one order however often it is sent. */
export function Checkout() {
  const t = useTranslations('shop.checkout')
  const session = useSession()
  const person = personOf(session)
  const { loaded, lines, attempt } = useBasket()
  const began = useOnceTrue(lines.length > 0 || attempt !== null) // an order that is made empties the basket before it is shown
  if (session.state === 'unreachable') return <ErrorState page error={session.problem} />
  if (!loaded || session.state === 'unknown') return <><PageHeader title={t('title')} /><Loading><FormShape /></Loading></>
  if (!person) return <EmptyState page icon={<LogIn aria-hidden />} title={t('signIn')} description={t('signInHint')} action={<SignInLink />} />
  if (!began) return <NothingToOrder />
  return <Ordering who={person.subject} name={person.name} />
}

function NothingToOrder() {
  const t = useTranslations('shop.checkout')
  return <EmptyState page icon={<ShoppingBag aria-hidden />} title={t('empty')} description={t('emptyHint')} action={<><ButtonLink href="/" look="primary">{t('look')}</ButtonLink><ButtonLink href="/orders">{t('orders')}</ButtonLink></>} />
}

function Ordering({ who, name }: { who: string; name: string }) {
  const t = useTranslations('shop.checkout')
  const router = useRouter()
  const dispatch = useDispatch()
  const { key, attempt } = useBasket()
  const { lines, sure } = useOrderedLines()
  const { placing, place, settle, forget } = usePlacing(who)
  const last = useLastAddress(name)
  const busy = placing.step === 'sending' || placing.step === 'made'
  const foreign = attempt !== null && attempt.who !== who

  useEffect(() => { if (foreign) dispatch(orderRefused(key)) }, [foreign, dispatch, key]) // it is somebody else's, and so is its key
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || !attempt || foreign) return
    asked.current = true
    if (Date.now() - attempt.at < YOUNG_MILLISECONDS && placing.step === 'idle') void settle()
  }, [attempt, foreign, placing.step, settle])
  useEffect(() => {
    if (placing.step !== 'made') return
    dropDraft()
    router.replace(`/orders/${encodeURIComponent(placing.order.order_id)}?placed=1`)
  }, [placing, router])

  const send = (shipTo: ShipTo) => {
    const total = totalOf(lines)
    if (!total) return
    void place({ lines: lines.map(asOrdered), ship_to: shipTo, expected_total: total }, lines.map(asShown))
  }
  const changes = useMemo(() => (placing.step === 'refused' ? changesOf(placing.problem, placing.ordered) : undefined), [placing])
  const accept = () => {
    if (placing.step !== 'refused' || !changes?.total) return
    const left = changes.lines.filter(({ quantity }) => quantity > 0)
    const shown = left.flatMap(({ product_id: id, quantity, price }) => placing.ordered.filter((line) => line.product_id === id).map((line) => ({ ...line, quantity, price })))
    dispatch(linesRevised(changes.lines))
    void place({ lines: left.map(asOrdered), ship_to: placing.request.ship_to, expected_total: changes.total }, shown)
  }

  const unsettled = attempt !== null && !foreign && placing.step !== 'sending' && placing.step !== 'made'
  const refusal = placing.step === 'refused' && !changes ? placing.problem : undefined
  if (lines.length === 0 && !busy && !unsettled && !changes && !refusal) return <NothingToOrder />
  return (
    <>
      <PageHeader title={t('title')} />
      {changes ? <OrderChanges changes={changes} busy={busy} onAccept={accept} /> : null}
      {unsettled ? <Unanswered problem={placing.step === 'unanswered' ? placing.problem : undefined} onRetry={() => void settle()} /> : null}
      {placing.step === 'elsewhere' ? <Notice onClose={forget}>{t('elsewhere')}</Notice> : null}
      {refusal ? <Refused problem={refusal} /> : null}
      {lines.length === 0 ? (busy ? <Waiting /> : null) : (
        <div className="grid gap-8 lg:grid-cols-[1fr_24rem] lg:gap-14">
          <section aria-labelledby="ship-to">
            <h2 id="ship-to" className="text-lg font-semibold">{t('shipTo')}</h2>
            <p className="mt-1 mb-5 text-sm text-ink-faint">{last.filled ? t('filled') : t('shipToHint')}</p>
            <AddressForm id={FORM} initial={last.address} refusal={refusal} onSubmit={send} />
          </section>
          <div className="h-fit rounded-card border border-line bg-surface p-5 sm:p-6 lg:sticky lg:top-24">
            <OrderSummary lines={lines} sure={sure} />
            <Button type="submit" form={FORM} look="primary" busy={busy} disabled={unsettled || changes !== undefined} className="mt-5 w-full">{busy ? t('placing') : t('place')}</Button>
            {busy ? <Slow /> : <p className="mt-3 text-center text-xs text-ink-faint">{t('once')}</p>}
          </div>
        </div>
      )}
    </>
  )
}

const asOrdered = ({ product_id, quantity }: { product_id: string; quantity: number }) => ({ product_id, quantity })
const asShown = ({ product_id, quantity, name, image_url, price }: BasketLine): BasketLine => ({ product_id, quantity, name, image_url, price })

/** The lines that this order is made of: those of the address's currency (`?currency=JPY`), or of the first one. */
function useOrderedLines() {
  const { lines, sure } = usePricedLines()
  const currency = useAddress().get('currency')
  const groups = byCurrency(lines.filter(({ gone }) => !gone))
  const group = groups.find(({ currency: its }) => its === currency) ?? groups[0]
  return { lines: group?.lines ?? [], sure }
}

/** The address of the last order, to begin with; else the person's name alone. */
function useLastAddress(name: string): { address: AddressWords | undefined; filled: boolean } {
  const { data, isLoading } = useListOwnOrdersQuery({ limit: 1 })
  const last = data?.items[0]?.ship_to
  return useMemo(() => {
    if (isLoading) return { address: undefined, filled: false }
    const { line1 = '', postal_code = '', city = '', country = '' } = last ?? {}
    return { address: { name: last?.name ?? name, line1, line2: last?.line2 ?? '', postal_code, city, region: last?.region ?? '', country }, filled: last !== undefined }
  }, [isLoading, last, name])
}

/** The answer did not come. Plainly what that means, and how to find out. */
function Unanswered({ problem, onRetry }: { problem: Parameters<ReturnType<typeof useProblemWords>>[0]; onRetry: () => void }) {
  const t = useTranslations('shop.checkout')
  const words = useProblemWords()(problem)
  return (
    <div role="alert" className="mb-8 rounded-card border border-warning bg-warning-soft p-5 sm:p-6">
      <h2 className="font-semibold text-warning">{t('unanswered')}</h2>
      <p className="mt-1 max-w-prose text-sm text-ink-soft">{problem ? words.text : null} {t('unansweredHint')}</p>
      <Button look="primary" className="mt-4" onClick={onRetry}>{t('tryAgain')}</Button>
    </div>
  )
}

function Refused({ problem }: { problem: Parameters<ReturnType<typeof useProblemWords>>[0] & { code: string } }) {
  const t = useTranslations('shop.checkout')
  const words = useProblemWords()(problem)
  return (
    <div role="alert" className="mb-8 rounded-card border border-danger bg-danger-soft p-5 text-sm">
      <h2 className="font-semibold text-danger">{t('refused')}</h2>
      <p className="mt-1 text-ink-soft">{words.text}</p>
      {problem.code === 'idempotency_key_reused' ? <ButtonLink href="/orders" className="mt-4">{t('orders')}</ButtonLink> : null}
    </div>
  )
}

function Notice({ children, onClose }: { children: string; onClose: () => void }) {
  const t = useTranslations('ui.dialog')
  return <div role="status" className="mb-8 flex flex-wrap items-center justify-between gap-3 rounded-card bg-info-soft px-4 py-3 text-sm text-info">{children}<Button size="small" onClick={onClose}>{t('close')}</Button></div>
}

function Slow() {
  const t = useTranslations('shop.checkout')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [])
  return <p role="status" className="mt-3 text-center text-xs text-ink-soft">{slow ? t('slow') : t('once')}</p>
}

function Waiting() {
  const t = useTranslations('shop.checkout')
  return <Loading><p className="py-16 text-center text-ink-soft">{t('placing')}</p></Loading>
}

function FormShape() {
  return <div className="grid max-w-2xl gap-5">{Array.from({ length: 5 }, (_, field) => <div key={field} className="grid gap-2"><Skeleton className="h-4 w-28" /><Skeleton className="h-11" /></div>)}</div>
}
