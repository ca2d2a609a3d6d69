import type { MetaFunction } from '@remix-run/node'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'

export const meta: MetaFunction = () => [{ title: pageTitle('Accessibility statement') }]

export default function Accessibility() {
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Accessibility statement">
      <PageTitle
        title="Accessibility statement"
        lead="This statement applies to the Solve Once website. We want as many people as possible to be able to use it."
      />
      <Able />
      <Status />
      <Reporting />
      <Technical />
    </Page>
  )
}

const Able = () => (
  <Section id="able" title="What you should be able to do">
    <ul className="stack-2 measure">
      <li>zoom in up to 400% without the text spilling off the screen</li>
      <li>use every page with a keyboard alone, or with speech recognition software</li>
      <li>
        listen to every page with a screen reader, including charts and maps, which have the same
        facts in words or a table
      </li>
      <li>use every page without JavaScript</li>
      <li>choose light or dark colours, or follow your device</li>
      <li>ask your device for less motion</li>
    </ul>
  </Section>
)

const Status = () => (
  <Section id="status" title="Compliance status">
    <div className="stack measure">
      <p>
        This website is designed to meet the Web Content Accessibility Guidelines (WCAG) version
        2.2, level AA. It has not yet been audited by people outside the team, so we describe it as
        partially compliant until that has happened.
      </p>
      <h3>Content that may not be accessible</h3>
      <ul className="stack-2">
        <li>
          Documents that councils and suppliers upload as evidence may not be accessible. Ask their
          owner, or us, for another format.
        </li>
        <li>
          Market days run on outside meeting services, which have their own accessibility
          statements. Each day’s page says how to ask for captions, British Sign Language or other
          help.
        </li>
      </ul>
    </div>
  </Section>
)

const Reporting = () => (
  <Section id="report" title="Feedback and enforcement">
    <div className="stack measure">
      <p>
        If you find a problem that is not listed here, or need something in another format,{' '}
        <a href="/contact">contact us</a>.
      </p>
      <p>
        The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public
        Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If
        you are not happy with how we respond,{' '}
        <a href="https://www.equalityadvisoryservice.com/">
          contact the Equality Advisory and Support Service
        </a>
        . In Northern Ireland, contact the{' '}
        <a href="https://www.equalityni.org/">Equality Commission for Northern Ireland</a>.
      </p>
    </div>
  </Section>
)

const Technical = () => (
  <Section id="tested" title="How we test">
    <div className="stack measure">
      <p>
        Every change is tested with automatic checks (axe-core) on wide and narrow screens, in light
        and dark colours and with menus open, and with journeys completed by keyboard. Automatic
        checks find only some problems: tell us about the others.
      </p>
    </div>
  </Section>
)
