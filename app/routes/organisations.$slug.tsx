import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AreaMembers, CouncilFacts, Mayors } from '#app/ui/council.tsx'
import { Leaders } from '#app/ui/directory.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { FunderFacts } from '#app/ui/funder-facts.tsx'
import { Involvements } from '#app/ui/involvements.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Successions } from '#app/ui/former-organisation.tsx'
import { SupplierFacts } from '#app/ui/supplier-facts.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'
import { readOrganisationPage } from '#app/web/organisation-page.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.organisation.name ?? 'Organisation') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const reader = await allowAnyone(request)
  const asked = { slug: param(params, 'slug'), page: cursorOf(request, 'page') }
  return show(() => readOrganisationPage(reader, asked))
}

const kindNames = { council: '', supplier: 'Supplier', funder: 'Funder', platform: '' }

const home = { href: '/', name: 'Home' }
const crumbOf = {
  council: { href: '/councils', name: 'Councils' },
  supplier: { href: '/suppliers', name: 'Suppliers' },
  funder: { href: '/funders', name: 'Funders' },
  platform: home,
}

export default function Organisation() {
  const {
    organisation,
    council,
    supplier,
    funder,
    areas,
    involvement,
    succession,
    isOwn,
    leading,
  } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[crumbOf[organisation.kind]]} crumbTitle={organisation.name}>
      <PageTitle
        title={organisation.name}
        kicker={council?.officialName ?? kindNames[organisation.kind]}
        lead={organisation.about}
      />
      <Successions {...succession} />
      {isOwn && (
        <p>
          <a href="/workspace/statement">See your council’s statement</a>
        </p>
      )}
      {council && <CouncilFacts council={council} areas={areas} />}
      {supplier && <SupplierFacts supplier={supplier} />}
      {funder && <FunderFacts funder={funder} />}
      {((council && !succession.became) || leading.counts.length > 0) && (
        <Leaders organisation={organisation} {...leading} />
      )}
      {council?.members && (
        <AreaMembers members={council.members} pastMembers={council.pastMembers} />
      )}
      {council?.mayors && council.mayors.length > 0 && <Mayors mayors={council.mayors} />}
      {council && (
        <Section id="challenges" title="Challenges it takes part in">
          <Involvements involvement={involvement.involvement} name={organisation.name} />
          <Pager
            page={involvement.page}
            pages={involvement.pages}
            hrefOf={(page) => `/organisations/${organisation.slug}?page=${page}#challenges`}
            label="Pages of challenges"
          />
        </Section>
      )}
    </Page>
  )
}
