import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from './actor.ts'
import { addOrganisation } from './add-organisation.server.ts'
import {
  canRegisterFunder,
  describeIdentifier,
  funderKindNames,
  type FunderInput,
} from './funder.ts'
import { slugOfName } from './new-council.ts'

/**
 * Puts a funder on the register, for the operators of the site, who have made sure of it and sign what they saw. It has nobody
 * and no money yet: they ask in its first administrator afterwards. What shows who it is makes one funder only.
 */
export async function registerFunder(actor: Actor, input: FunderInput) {
  if (!canRegisterFunder(actor)) throw new Refusal('not-found', 'Page not found')
  try {
    return await transaction((tx) => write(tx, actor, input))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'This body is a funder here already', { field: input.field })
  }
}

async function write(tx: Tx, actor: Actor, input: FunderInput) {
  const { name, about, kind, identifier, source } = input
  const body = { name, about, kind, identifier, source }
  if (kind === 'combined-authority') await assertOnRegister(tx, identifier)
  const says = () => [
    { name: 'You sign', value: `That ${name} is a funder` },
    { name: 'What it is', value: funderKindNames[kind] },
    { name: 'Known by', value: `${describeIdentifier(identifier).name} (${identifier})` },
    { name: 'How you made sure', value: source },
  ]
  await requireProof(tx, actor, { verb: 'register-funder', body, says })
  const now = clock.now()
  const slug = slugOfName(name) || 'funder'
  const id = await addOrganisation(tx, { kind: 'funder', name, about, slug, verifiedAt: now })
  await tx.funder.create({
    data: {
      ...{ id, kind, identifier, source },
      registeredById: actor.personId,
      registeredAt: now,
    },
  })
  await record(tx, actor, {
    subjectKind: 'organisation',
    subjectId: id,
    action: 'funder-registered',
    summary: `Put ${name} on the register of funders`,
    detail: { kind, identifier },
  })
  return { id }
}

async function assertOnRegister(tx: Tx, gss: string) {
  const found = await tx.council.count({ where: { gss, type: 'combined-authority' } })
  if (found === 0)
    throw new Refusal('invalid', 'Choose a combined authority of the register', {
      field: 'areaCode',
    })
}
