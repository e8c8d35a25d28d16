/** Played answers of the BFFs, typed by what the contracts say: `answers<ListProductsApiResponse>('get', '/api/products', page)`. */

import { http, HttpResponse, type JsonBodyType } from 'msw'

import type { Person } from '@/api/base/session'

import { problemBody } from './server'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `path` as MSW writes it: `/api/orders/:orderId`. */
export function answers<Body>(method: Method, path: string, body: Body, init: { status?: number; headers?: Record<string, string> } = {}) {
  return http[method](path, () => HttpResponse.json(body as JsonBodyType, init))
}

export function refuses(method: Method, path: string, code: string, status: number, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  return http[method](path, () =>
    HttpResponse.json(problemBody(code, status, more), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } }))
}

/** The first answers, one after another; the last one again and again. */
export function answersInTurn(method: Method, path: string, ...turns: (() => Response)[]) {
  let asked = 0
  return http[method](path, () => turns[Math.min(asked++, turns.length - 1)]!())
}

export function isSignedIn(person: Person) {
  return answers<Person>('get', '/api/session', person)
}

export function isSignedOut() {
  return refuses('get', '/api/session', 'not_signed_in', 401)
}

export const ADA: Person = { subject: 'ada', name: 'Ada Lindqvist', roles: ['customer'] }
export const SAM: Person = { subject: 'sam', name: 'Sam Whitfield', roles: ['ops_agent'] }
export const OLIVIA: Person = { subject: 'olivia', name: 'Olivia Marsh', roles: ['ops_agent', 'ops_manager'] }
