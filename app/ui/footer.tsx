import type { Theme } from './page-frame.ts'
import { Brand } from './masthead.tsx'

const columns = [
  {
    title: 'Councils',
    links: [
      ['/challenges/new', 'Post a challenge'],
      ['/councils', 'Find your council'],
      ['/how-it-works#sign', 'Who can sign a pledge'],
      ['/how-it-works#agreement', 'Model pledge agreement'],
    ],
  },
  {
    title: 'Suppliers',
    links: [
      ['/directory', 'Find who leads a service'],
      ['/suppliers/new', 'Register your firm'],
      ['/suppliers', 'Find a supplier'],
      ['/market-days', 'Book a demo slot'],
      ['/how-it-works#scoring', 'How pitches are scored'],
      ['/how-it-works#milestones', 'Payment by milestone'],
    ],
  },
  {
    title: 'Open data',
    links: [
      ['/open-data', 'Pledges and payments (CSV)'],
      ['/pots', 'Match rules and changes'],
      ['/ledger', 'The sealed ledger'],
      ['/api/v1/openapi.json', 'API'],
    ],
  },
] as const

const base = [
  ['/accessibility', 'Accessibility statement'],
  ['/privacy', 'Privacy'],
  ['/terms', 'Terms for public money'],
  ['/contact', 'Contact us'],
] as const

const themes = [
  { value: 'system', name: 'As my device' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
] as const

export function Footer({ theme, address }: { theme: Theme | undefined; address: string }) {
  return (
    <footer className="foot">
      <div className="wrap">
        <div className="foot__in">
          <div className="stack-2">
            <Brand />
            <p className="measure">
              Councils share a problem, pool the money and pay for one national solution.
            </p>
          </div>
          {columns.map(({ title, links }) => (
            <div key={title}>
              <h2>{title}</h2>
              <ul>
                {links.map(([href, name]) => (
                  <li key={href}>
                    <a href={href}>{name}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div className="foot__base">
          <ul>
            {base.map(([href, name]) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
          <ThemeChoice theme={theme} address={address} />
        </div>
      </div>
    </footer>
  )
}

function ThemeChoice({ theme, address }: { theme: Theme | undefined; address: string }) {
  return (
    <form className="themes" method="post" action="/theme" aria-label="Colours of this site">
      <input type="hidden" name="returnTo" value={address} />
      <span>Colours:</span>
      {themes.map(({ value, name }) => (
        <button key={value} name="theme" value={value} aria-pressed={value === (theme ?? 'system')}>
          {name}
        </button>
      ))}
    </form>
  )
}
