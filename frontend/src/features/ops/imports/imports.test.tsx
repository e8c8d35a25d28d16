import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'

import type { ImportedRowView, OperationView } from '@/api/ops'
import { address, answers, answersInTurn, http, HttpResponse, isSignedIn, OLIVIA, renderOps, SAM, server } from '@/testing'

import { ImportsPage } from '.'
import { csvCell, faultOf, importFileOf } from './import_file'

const CSV = 'sku,name,category,price_amount_minor,currency\nA-1,Mug,drinkware,900,USD\n'
const OPERATION: OperationView = {
  operation_id: 'i1', kind: 'import_products', state: 'RUNNING', attempts: 1, asked_by: 'olivia', parameters: {},
  created_at: '2026-11-25T10:00:00Z', updated_at: '2026-11-25T10:00:00Z', progress: { new: 1, changed: 0, unchanged: 0, wrong: 0 }, result: null, problem: null,
}
const CHECKED: OperationView = { ...OPERATION, state: 'SUCCEEDED', result: { dry_run: true, new: 1, changed: 2, unchanged: 0, wrong: 1 } }
const ROWS: ImportedRowView[] = [
  { number: 1, sku: 'A-1', outcome: 'new', problems: [] },
  { number: 2, sku: 'A-2', outcome: 'wrong', problems: ['price_amount_minor: must be a whole number'] },
]
const NONE_PAST = answers('get', '/api/operations', { items: [], next_cursor: null })

function file(content = CSV, name = 'products.csv'): File {
  return new File([content], name, { type: 'text/csv' })
}

describe('a file', () => {
  test('is the same run as often as it is chosen, each check is one of its own', async () => {
    const [one, same, other, again] = [await importFileOf(file()), await importFileOf(file()), await importFileOf(file(`${CSV}A-2,Cup,drinkware,800,USD\n`)), await importFileOf(file(), 'second')]
    expect(same.runKey).toBe(one.runKey)
    expect(other.runKey).not.toBe(one.runKey)
    expect(again.runKey).not.toBe(one.runKey)
    expect(same.checkKey).not.toBe(one.checkKey)
    expect(one.runKey).toMatch(/^[\x20-\x7e]{1,255}$/)
  })

  test('that is empty is not sent', () => {
    expect(faultOf(file(''))).toBe('empty')
    expect(faultOf(file())).toBeUndefined()
  })

  test('of wrong rows is CSV, and no formula', () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"')
    expect(csvCell('=1+1')).toBe("'=1+1")
    expect(csvCell('plain')).toBe('plain')
  })
})

test('agents are told that it is for managers', async () => {
  server.use(isSignedIn(SAM))
  await renderOps(<ImportsPage />, { at: '/ops/imports' })
  expect(await screen.findByText('Only managers import products.')).toBeVisible()
})

test('a file is checked: nothing is applied, and its operation stands in the address', async () => {
  const asked: { dryRun: string | null; key: string | null; type: string | null }[] = []
  server.use(isSignedIn(OLIVIA), NONE_PAST, answers('get', '/api/operations/:id', CHECKED), answers('get', '/api/products/imports/:id/rows', { items: ROWS, next_cursor: null }),
    http.post('/api/products/imports', ({ request }) => {
      asked.push({ dryRun: new URL(request.url).searchParams.get('dry_run'), key: request.headers.get('Idempotency-Key'), type: request.headers.get('Content-Type') })
      return HttpResponse.json(OPERATION, { status: 202, headers: { Location: '/api/operations/signed.i1' } })
    }))
  const { user } = await renderOps(<ImportsPage />, { at: '/ops/imports' })
  await user.upload(await screen.findByLabelText('Choose a file', { selector: 'input' }), file())
  await user.click(await screen.findByRole('button', { name: 'Check' }))
  expect(await screen.findByText('Checked')).toBeVisible()
  expect(address.value).toBe('/ops/imports?import=signed.i1')
  // what is in it is for e2e/ops_products.spec.ts: jsdom's files are none to this fetch
  expect(asked).toEqual([{ dryRun: 'true', type: 'text/csv', key: expect.stringMatching(/^check-/) as string }])
  expect(screen.getByText('Nothing was changed yet. 1 row is wrong; the others can be applied all the same.')).toBeVisible()
  const rows = within(await screen.findByRole('table', { name: 'Rows' }))
  expect(rows.getByText('price_amount_minor: must be a whole number')).toBeVisible()
  expect(rows.queryByText('A-1')).toBeNull()
  await user.click(screen.getByLabelText('Only wrong rows'))
  expect(rows.getByText('A-1')).toBeVisible()
})

test('after a reload the import of the address is followed to its end', async () => {
  server.use(isSignedIn(OLIVIA), NONE_PAST, answers('get', '/api/products/imports/:id/rows', { items: [ROWS[0]!], next_cursor: null }),
    answersInTurn('get', '/api/operations/:id', () => HttpResponse.json(OPERATION), () => HttpResponse.json({ ...OPERATION, state: 'SUCCEEDED', result: { dry_run: false, new: 1, changed: 0, unchanged: 0, wrong: 0 } })))
  await renderOps(<ImportsPage />, { at: '/ops/imports?import=i1' })
  expect(await screen.findByText('1 rows done')).toBeVisible()
  await waitFor(() => expect(screen.getByText('Applied')).toBeVisible(), { timeout: 8_000 })
  expect(screen.queryByRole('progressbar')).toBeNull()
})

test('a file that cannot be read says why', async () => {
  server.use(isSignedIn(OLIVIA), NONE_PAST, http.post('/api/products/imports', () => HttpResponse.json({
    type: '/problems/csv_unreadable', code: 'csv_unreadable', title: 'The file cannot be read', status: 400, detail: 'The file cannot be read', instance: '/', trace_id: 'a'.repeat(32),
    errors: [{ pointer: '', code: 'csv', detail: 'There is no column sku.' }],
  }, { status: 400, headers: { 'Content-Type': 'application/problem+json' } })))
  const { user } = await renderOps(<ImportsPage />, { at: '/ops/imports' })
  await user.upload(await screen.findByLabelText('Choose a file', { selector: 'input' }), file('nonsense'))
  await user.click(await screen.findByRole('button', { name: 'Apply' }))
  expect(await screen.findByText('There is no column sku.')).toBeVisible()
})
