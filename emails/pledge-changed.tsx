import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  /** Left out where the council asked not to be named yet. */
  councilName?: string | undefined
  fromPence: bigint
  /** 0 when it was withdrawn. */
  toPence: bigint
  /** Pledges and match, now. */
  reachedPence: bigint
  targetPence: bigint
  councilCount: number
  href: string
}

export const pledgeChanged = (props: Props): Mail => {
  const { fromPence, toPence, councilName = 'A council that is not named yet' } = props
  const from = formatPounds(fromPence)
  const deed =
    toPence === 0n
      ? `withdrew its pledge of ${from}`
      : `${toPence < fromPence ? 'lowered' : 'raised'} its pledge from ${from} to ${formatPounds(toPence)}`
  const stands = `${formatPounds(props.reachedPence)} of ${formatPounds(props.targetPence)} pledged and matched`
  return {
    template: 'pledge-changed',
    subject: `A pledge changed: ${props.challengeTitle}`,
    body: (
      <Layout
        preview={`${councilName} ${deed}.`}
        heading={toPence === 0n ? 'A pledge was withdrawn' : 'A pledge changed'}
        link={{ href: props.href, name: 'See the round' }}
        reason="You get this because your council leads the challenge."
      >
        <Paragraph>
          {councilName} {deed} to “{props.challengeTitle}”.
        </Paragraph>
        <Paragraph>
          The round stands at {stands}, by {countOf(props.councilCount, 'council')}.
        </Paragraph>
      </Layout>
    ),
  }
}
