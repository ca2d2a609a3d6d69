import { inviteFirstAdministrator } from '#app/domain/joining/invite-person.server.ts'
import { registerFunder } from '#app/domain/organisations/register-funder.server.ts'
import type { Cast } from './cast.ts'
import { on, type Happening } from './timeline.ts'

/** A funder that has been put on the register and has nobody yet. Made up; its charity number is given to nobody. */
const newFunder = {
  name: 'Harbour Foundation',
  kind: 'charity',
  identifier: 'GB-CHC-9900108',
  about: 'Made up for this demonstration. Wants to fund what coastal councils share.',
  source:
    'Its entry in the register of charities; rang the number given there and spoke to its director.',
  field: 'charityNumber',
} as const

export const funderHappenings = (cast: Cast): Happening[] => [
  {
    at: on(2, '14:20'),
    what: `${newFunder.name} is registered`,
    async tell() {
      const operator = cast.holder('solve-once', 'operator')
      const { id: organisationId } = await registerFunder(operator, newFunder)
      const email = 'lena.marsh@harbour-foundation.example'
      await inviteFirstAdministrator(operator, { organisationId, email })
    },
  },
]
