import { chromium } from '@playwright/test'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const base = 'http://localhost:4330'
const go = async (name, path, { width = 1280, dark = false, js = true } = {}) => {
  const c = await b.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: js })
  const p = await c.newPage()
  const r = await p.goto(base + path, { timeout: 120000 })
  await p.waitForTimeout(500)
  await p.screenshot({ path: `/tmp/shot-${name}.png`, fullPage: true })
  console.log(name, r.status(), await p.evaluate(() => document.documentElement.scrollWidth - innerWidth))
  await c.close()
}
const c = await b.newContext(); const p = await c.newPage(); await p.goto(base + '/pots/seed/allocations', { timeout: 120000 }).catch((e) => console.log(String(e))); console.log(p.url(), await p.title()); 
await p.goto(base + '/pots', { timeout: 60000 }).catch(() => {}); const slug = process.argv[2] ?? 'seed'
await c.close()
await go('alloc', `/pots/${slug}/allocations`)
await go('alloc-m', `/pots/${slug}/allocations?version=1`, { width: 390, dark: true })
await go('alloc-none', `/pots/${slug}/allocations?on=2020-01-01`, { js: false })
await go('projects', '/projects')
await go('list', '/challenges')
await go('list-f', '/challenges?stage=pooling&nation=England&sort=target', { width: 390 })
await go('outbox', '/dev/outbox')
await b.close()
