import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds, formatPoundsExact, type Pence } from '#app/core/money.ts'
import { formatShortDate } from '#app/core/time.ts'
import {
  getCollections,
  type ListedCollection,
} from '#app/domain/delivery/collection-queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const title = 'Collections'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const search = new URL(request.url).searchParams
  const own = search.get('own') ?? undefined
  const toReceive = search.get('to-receive') ?? undefined
  return show(async () => ({
    ...(await getCollections(actor, { own, toReceive })),
    isFirst: { own: !own, toReceive: !toReceive },
  }))
}

export default function Collections() {
  const { toReceive, own, owedPence, canReceive, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title={title}
        lead="When a challenge is funded, each council pays its pledge to the lead council."
      />
      <Section id="own" title="What your council pays" aside={owed(owedPence)}>
        <CollectionTable
          collections={own.collections}
          label="Collections your council pays"
          other={{ name: 'Pay to', show: ({ leadCouncilName }) => leadCouncilName }}
          empty={
            <Empty
              title="Your council has nothing to pay"
              action={<a href="/challenges?stage=pooling">See what is open for pledges</a>}
            >
              A collection shows here when a challenge you pledged to is funded.
            </Empty>
          }
        />
        <Pages name="own" isFirst={isFirst.own} next={own.next} />
      </Section>
      {canReceive && (
        <Section
          id="to-receive"
          title="What comes in to your council"
          aside={
            toReceive.collections.length > 0 ? (
              <ButtonLink look="second" isSmall href="/collections/statement">
                Read a bank statement
              </ButtonLink>
            ) : undefined
          }
        >
          <CollectionTable
            collections={toReceive.collections}
            label="Collections that come in to your council"
            other={{ name: 'From', show: ({ councilName }) => councilName }}
            canReceive
            empty={
              <Empty
                title="Nothing comes in to your council"
                action={<a href="/workspace/challenges">See your challenges</a>}
              >
                Collections show here for challenges your council leads, once they are funded.
              </Empty>
            }
          />
          <Pages name="to-receive" isFirst={isFirst.toReceive} next={toReceive.next} />
        </Section>
      )}
    </Page>
  )
}

const owed = (pence: Pence) => (pence > 0n ? `${formatPounds(pence)} still to pay` : undefined)

type PagesProps = { name: 'own' | 'to-receive'; isFirst: boolean; next: string | undefined }

/** Each of the two lists has its own place in the address. */
const Pages = ({ name, isFirst, next }: PagesProps) => (
  <PageByPage
    first={!isFirst && `/collections#${name}`}
    next={next !== undefined && `/collections?${name}=${next}#${name}`}
  />
)

type CollectionTableProps = {
  collections: ListedCollection[]
  label: string
  other: Column<ListedCollection>
  canReceive?: boolean
  empty: JSX.Element
}

const CollectionTable = ({ collections, label, other, ...props }: CollectionTableProps) => (
  <DataTable
    rows={collections}
    keyOf={(collection) => collection.id}
    label={label}
    empty={props.empty}
    columns={[
      { name: 'Reference', show: ({ reference }) => <span className="ref">{reference}</span> },
      other,
      {
        name: 'For',
        show: ({ challenge }) => <a href={`/challenges/${challenge.slug}`}>{challenge.title}</a>,
      },
      { name: 'Due', show: ({ dueOn }) => formatShortDate(dueOn), className: 'nowrap' },
      { name: 'Sum', show: ({ amountPence }) => formatPoundsExact(amountPence), isNumeric: true },
      {
        name: 'Received',
        show: (collection) => <Received collection={collection} canReceive={props.canReceive} />,
      },
    ]}
  />
)

type ReceivedProps = { collection: ListedCollection; canReceive: boolean | undefined }

function Received({ collection, canReceive }: ReceivedProps) {
  const receipt = `/collections/${collection.id}/receipt`
  if (collection.receivedOn) {
    const tag = <Tag tone="ok">{formatShortDate(collection.receivedOn)}</Tag>
    if (!canReceive) return tag
    return (
      <a href={receipt}>
        {tag}
        <span className="visually-hidden"> from {collection.councilName}</span>
      </a>
    )
  }
  if (!collection.isDue) return <Tag tone="quiet">Cancelled, project ended</Tag>
  if (!canReceive) return <Tag tone="wait">Not yet</Tag>
  return (
    <a href={receipt}>
      Record {formatPounds(collection.amountPence)}
      <span className="visually-hidden"> received from {collection.councilName}</span>
    </a>
  )
}
