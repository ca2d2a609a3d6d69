import { countOf } from '#app/core/number.ts'
import { referenceOf } from '#app/domain/challenges/challenge.ts'
import { stageLabel, type Stage } from '#app/domain/challenges/stage.ts'

type Similar = {
  slug: string
  number: number
  title: string
  stage: Stage
  leadCouncil: string
  coSigners: number
}

/** Challenges to join instead of posting the same problem twice. */
export const SimilarList = ({ similar }: { similar: Similar[] }) => (
  <ul className="plain stack-2">
    {similar.map(({ slug, number, title, stage, leadCouncil, coSigners }) => (
      <li key={slug}>
        <a href={`/challenges/${slug}`}>{title}</a>
        <p className="small muted">
          {referenceOf(number)}, {stageLabel[stage].toLowerCase()}, led by {leadCouncil},{' '}
          {countOf(coSigners, 'council')} {coSigners === 1 ? 'has' : 'have'} this problem
        </p>
      </li>
    ))}
  </ul>
)
