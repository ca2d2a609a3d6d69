import type { MetaFunction } from '@remix-run/node'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'

export const meta: MetaFunction = () => [{ title: pageTitle('Accessibility statement') }]

export default function Accessibility() {
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Accessibility statement">
      <PageTitle
        title="Accessibility statement"
        lead="This accessibility statement applies to the Solve Once website, run by the Solve Once team. We want as many people as possible to be able to use it."
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
        This website is partially compliant with the{' '}
        <a href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a>{' '}
        AA standard, due to the non-compliances listed below.
      </p>
      <h3>Non-accessible content</h3>
      <p>The content listed below is non-accessible for the following reasons.</p>
      <h4>Non-compliance with the accessibility regulations</h4>
      <ul className="stack-2">
        <li>
          Documents that councils and suppliers upload as evidence may have no headings, tags or
          descriptions of pictures (WCAG 1.1.1, 1.3.1 and 2.4.2). Ask their owner, or us, for
          another format.
        </li>
        <li>
          It has not been audited by people outside the team, nor tested by people who use screen
          readers every day. Until it has, there may be faults that we do not know of.
        </li>
      </ul>
      <h4>Disproportionate burden</h4>
      <p>We claim none.</p>
      <h4>Content that is not within the scope of the accessibility regulations</h4>
      <p>
        Market days run on outside meeting services that we neither fund nor control. Each day’s
        page says how to ask for captions, British Sign Language or other help.
      </p>
    </div>
  </Section>
)

const Reporting = () => (
  <Section id="report" title="Feedback and enforcement">
    <div className="stack measure">
      <p>
        If you find a problem that is not listed here, think we do not meet the accessibility
        regulations, or need something in another format such as large print, easy read or braille,{' '}
        <a href="/contact">contact us</a>. We answer within 10 working days.
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
  <Section id="tested" title="Preparation of this statement">
    <div className="stack measure">
      <p>
        This statement was prepared on 21 November 2026. It was last reviewed on 29 November 2026,
        and is reviewed at least once a year.
      </p>
      <p>
        It was last tested on 29 November 2026, by the team that builds it: every page with
        automatic checks (axe-core) in light colours and at two widths, those of the journeys and
        one in three of the others in dark colours too, and journeys with and without JavaScript.
        The checks run again with every change. Automatic checks find only some problems: tell us
        about the others.
      </p>
    </div>
  </Section>
)
