import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import { CommandProvider, useCommands } from '@/lib/commands'
import { address, renderOps } from '@/testing'

import { Inbox } from 'lucide-react'

import { CommandCentre } from './command_centre'
import type { NavigationEntry } from './navigation_entry'

const NAVIGATION: readonly NavigationEntry[] = [{ name: 'orders', href: '/ops/orders', icon: Inbox, keys: 'g o' }]
const search = vi.fn()
const ship = vi.fn()

function Page() {
  useCommands('This page', [
    { id: 'ship', label: 'Ship the order', keys: 's', run: ship },
    { id: 'cancel', label: 'Cancel the order', keys: 'c', why: 'Part of it has shipped.', run: () => { throw new Error('it cannot be') } },
    { id: 'search', label: 'Search orders for', takesQuery: true, run: search },
  ])
  return <button type="button">Here</button>
}

const shown = <CommandProvider><CommandCentre navigation={NAVIGATION} /><Page /></CommandProvider>

beforeEach(() => { search.mockClear(); ship.mockClear(); window.localStorage.clear() })

describe('the palette', () => {
  test('opens on Ctrl-K, finds by words, runs on Enter, and gives the focus back', async () => {
    const { user } = await renderOps(shown)
    screen.getByRole('button', { name: 'Here' }).focus()
    await user.keyboard('{Control>}k{/Control}')
    const box = await screen.findByRole('combobox', { name: 'Search or do something' })
    await waitFor(() => expect(box).toHaveFocus())
    await user.keyboard('order ship')
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Ship the order')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(ship).toHaveBeenCalledOnce())
    expect(screen.getByRole('button', { name: 'Here' })).toHaveFocus()
  })

  test('reaches every page', async () => {
    const { user } = await renderOps(shown)
    await user.click(screen.getByRole('button', { name: 'Search or do something' }))
    await user.click(await screen.findByRole('option', { name: /^Orders/ }))
    await waitFor(() => expect(address.value).toBe('/ops/orders'))
  })

  test('shows what cannot be done with its reason, and does not do it', async () => {
    const { user } = await renderOps(shown)
    await user.keyboard('{Control>}k{/Control}')
    await screen.findByRole('combobox')
    await user.keyboard('cancel')
    const option = screen.getByRole('option', { name: /Cancel the order/ })
    expect(option).toHaveAttribute('aria-disabled', 'true')
    expect(option).toHaveTextContent('Part of it has shipped.')
    await user.keyboard('{Enter}')
    expect(screen.getByRole('combobox')).toBeVisible()
  })

  test('hands what was typed to a command that searches', async () => {
    const { user } = await renderOps(shown)
    await user.keyboard('{Control>}k{/Control}')
    await screen.findByRole('combobox')
    expect(screen.queryByRole('option', { name: /Search orders/ })).not.toBeInTheDocument()
    await user.keyboard(' 1Z999 ')
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Search orders for “1Z999”')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(search).toHaveBeenCalledWith('1Z999'))
  })

  test('says so when nothing is found', async () => {
    const { user } = await renderOps(<CommandProvider><CommandCentre navigation={NAVIGATION} /></CommandProvider>)
    await user.keyboard('{Control>}k{/Control}')
    await screen.findByRole('combobox')
    await user.keyboard('xyzzy')
    expect(screen.getByRole('status', { name: '' })).toHaveTextContent('There is no such command')
  })
})

describe('shortcuts', () => {
  test('are listed on ?, and can be turned off, which is remembered', async () => {
    const { user } = await renderOps(shown)
    await user.keyboard('?')
    const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(list).getByText('Ship the order').closest('div')).toHaveTextContent('Ship the orders')
    expect(within(list).getByText('Orders').closest('div')).toHaveTextContent('Ordersgo')
    await user.click(within(list).getByRole('checkbox', { name: 'Single keys are shortcuts' }))
    await user.keyboard('{Escape}')
    await waitFor(() => expect(list).not.toBeInTheDocument())
    await user.keyboard('s')
    expect(ship).not.toHaveBeenCalled()
    expect(window.localStorage.getItem('waybill-single-keys')).toBe('off')
  })

  test('go from page to page', async () => {
    const { user } = await renderOps(shown)
    await user.keyboard('go')
    expect(address.value).toBe('/ops/orders')
  })

  test('say why something cannot be done', async () => {
    const { user } = await renderOps(shown)
    await user.keyboard('c')
    expect(await screen.findByText('Part of it has shipped.')).toBeVisible()
  })
})
