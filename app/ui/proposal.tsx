import { Tag } from './tag.tsx'

type Standing = { publishedRule: { version: number } | null; endedAt: Date | null }

/** Where a proposal for a rule stands. */
export function ProposalTag({ publishedRule, endedAt }: Standing) {
  if (publishedRule) return <Tag tone="ok">Published as version {publishedRule.version}</Tag>
  return endedAt ? <Tag>Put aside</Tag> : <Tag tone="wait">Waiting</Tag>
}
