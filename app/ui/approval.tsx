import type { ReactNode } from 'react'
import { Tag, Tags, type Tone } from './tag.tsx'

type Eye = {
  /** "First approval". */
  title: string
  status: string
  tone: Tone
  /** Who signed; nobody yet when missing. */
  signature?: string
  detail?: ReactNode
}

/** Two people from two organisations, side by side. */
export const FourEyes = ({ first, second }: { first: Eye; second: Eye }) => (
  <div className="eyes">
    <EyeBlock {...first} />
    <EyeBlock {...second} />
  </div>
)

const EyeBlock = ({ title, status, tone, signature, detail }: Eye) => (
  <div>
    <Tags>
      <Tag tone={tone}>{status}</Tag>
    </Tags>
    <p className={signature ? 'sig' : 'sig sig--empty'}>{signature ?? 'Not signed yet'}</p>
    <p>
      <strong>{title}</strong>
    </p>
    {detail && <p className="small muted">{detail}</p>}
  </div>
)

type RuleCardProps = {
  /** The rule as one sentence, made from its data. */
  sentence: ReactNode
  terms: { name: string; value: ReactNode }[]
  actions?: ReactNode
}

/** A match rule in plain English. */
export const RuleCard = ({ sentence, terms, actions }: RuleCardProps) => (
  <div className="rule-card">
    <p className="say">{sentence}</p>
    <ol>
      {terms.map(({ name, value }) => (
        <li key={name}>
          <b>{name}</b>
          <span>{value}</span>
        </li>
      ))}
    </ol>
    {actions && <div className="btns rule-card__foot">{actions}</div>}
  </div>
)
