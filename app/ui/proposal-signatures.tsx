import { formatDateTime } from '#app/core/time.ts'
import { FourEyes } from './approval.tsx'

type Signature = { by: { name: string } | null; at: Date }
type Props = {
  proposed: Signature
  /** The second person's yes, once it is given. */
  agreed: Signature | undefined
  /** "Approves it" until then, "Approved" from then on. */
  words: { before: string; after: string }
  /** How it ended instead. */
  ended: string | undefined
}

/** Who proposed something, and who has said yes to it, with when. */
export const ProposalSignatures = ({ proposed, agreed, words, ended }: Props) => (
  <FourEyes
    first={{ title: 'Proposed', status: 'Signed', tone: 'ok', ...signed(proposed) }}
    second={{
      title: agreed ? words.after : words.before,
      status: agreed ? 'Signed' : (ended ?? 'Waiting'),
      tone: agreed ? 'ok' : 'wait',
      ...(agreed && signed(agreed)),
    }}
  />
)

const signed = ({ by, at }: Signature) => ({
  ...(by && { signature: by.name }),
  detail: formatDateTime(at),
})
