// When the shop's list of products is there and answers, on a machine four times slower: from Chromium's own traces.
// `node scripts/interactive.mjs http://127.0.0.1:8080/ [RUNS]` prints each run and their median.
//
// shown: the first product is in the document. interactive: it is, and the last long task (over 50 ms) before a second
// without any is over (Time to Interactive, with a quiet second for five: a stream of events never leaves the network quiet).
import { execSync } from 'node:child_process'

import { chromium } from '@playwright/test'

const [, , page = 'http://127.0.0.1:8080/', runs = '5'] = process.argv
const SLOW_DOWN = 4
const LONG_TASK_MICROSECONDS = 50_000
const QUIET_MICROSECONDS = 1_000_000
const executablePath = process.env.CHROMIUM ?? execSync('command -v chromium || command -v chromium-browser || command -v google-chrome', { encoding: 'utf8' }).trim()

async function measure(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const tab = await context.newPage()
  const client = await context.newCDPSession(tab)
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN })
  await tab.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('article')) return
      performance.mark('list-shown')
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await browser.startTracing(tab, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'toplevel'] })
  await tab.goto(page)
  await tab.waitForSelector('article')
  await tab.waitForTimeout(3_000)
  const { traceEvents: events } = JSON.parse((await browser.stopTracing()).toString())
  await context.close()

  const began = events.find(({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL?.startsWith(page))
  const shown = events.find(({ name, ts }) => name === 'list-shown' && ts >= began.ts)
  const tasks = events
    .filter(({ name, pid, tid, ts, dur }) => name === 'RunTask' && pid === shown.pid && tid === shown.tid && ts >= began.ts && dur >= LONG_TASK_MICROSECONDS)
    .sort((one, other) => one.ts - other.ts)
  let interactive = shown.ts
  for (const { ts, dur } of tasks) {
    if (ts - interactive > QUIET_MICROSECONDS) break
    interactive = Math.max(interactive, ts + dur)
  }
  const longest = Math.max(0, ...tasks.map(({ dur }) => dur))
  return { shown: (shown.ts - began.ts) / 1000, interactive: (interactive - began.ts) / 1000, longest: longest / 1000 }
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const all = []
for (let run = 0; run < Number(runs); run++) {
  all.push(await measure(browser))
  console.log(Object.entries(all.at(-1)).map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(0)} ms`).join(', '))
}
await browser.close()
const median = (name) => all.map((run) => run[name]).sort((one, other) => one - other)[Math.floor(all.length / 2)].toFixed(0)
console.log(`median of ${runs} at ${SLOW_DOWN}x slow-down: shown ${median('shown')} ms, interactive ${median('interactive')} ms, longest task ${median('longest')} ms`)
