import { pounds } from '#app/core/money.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { movesMoney } from '#app/domain/organisations/people.ts'
import type { DemonstrationPerson, DemonstrationRole } from './types.ts'

const officer = (organisation: string, jobTitle: string): DemonstrationRole => ({
  organisation,
  jobTitle,
  roles: ['officer'],
  limit: pounds(10_000),
})
const approver = (organisation: string, jobTitle: string, limit = 250_000): DemonstrationRole => ({
  organisation,
  jobTitle,
  roles: ['finance-approver'],
  limit: pounds(limit),
})
const administrator = (organisation: string, jobTitle: string): DemonstrationRole => ({
  organisation,
  jobTitle,
  roles: ['administrator'],
})
const founder = (organisation: string, jobTitle: string): DemonstrationRole => ({
  organisation,
  jobTitle,
  roles: ['member', 'administrator'],
})
const colleague = (organisation: string, jobTitle: string): DemonstrationRole => ({
  organisation,
  jobTitle,
  roles: ['member'],
})

function person(name: string, ...memberships: DemonstrationRole[]): DemonstrationPerson {
  const dotted = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.')
  const slug = dotted.replaceAll('.', '-')
  return { slug, name, email: `${dotted}@${memberships[0]?.organisation}.example`, memberships }
}

const councilPeople = [
  person('Priya Nair', officer('sheffield', 'Service transformation manager')),
  person('Amira Siddiq', officer('sheffield', 'Head of customer services')),
  person('Margaret Osei', approver('sheffield', 'Deputy section 151 officer')),
  person('Daniel Whitlock', administrator('sheffield', 'Digital programme office')),
  person('Lorna Beck', administrator('sheffield', 'Head of internal audit')),
  person('Helen Marsh', officer('leeds', 'Head of waste services')),
  person(
    'Farah Iqbal',
    officer('leeds', 'Digital partnerships lead'),
    officer('west-yorkshire-ca', 'Seconded digital strategy adviser'),
  ),
  person('Tom Ackroyd', approver('leeds', 'Section 151 officer', 500_000)),
  person('Anjali Rao', approver('leeds', 'Principal accountant', 25_000)),
  person('Graham Poole', administrator('leeds', 'Head of democratic services')),
  person('Shirin Azad', administrator('leeds', 'Head of digital')),
  person('Joanna Reeve', officer('hertfordshire', 'Early years manager')),
  person('Oliver Tan', officer('hertfordshire', 'Commercial manager')),
  person('Neil Castleton', approver('hertfordshire', 'Section 151 officer', 500_000)),
  person('Yusuf Adeyemi', officer('camden', 'Information governance lead')),
  person('Clare Winterton', approver('camden', 'Head of finance')),
  person('Rachel Doyle', officer('wiltshire', 'Blue Badge team manager')),
  person('Peter Langford', approver('wiltshire', 'Deputy section 151 officer')),
  person('Denise Boateng', officer('newham', 'Temporary accommodation manager')),
  person('Rajesh Patel', approver('newham', 'Finance business partner')),
  person('Gary Tonks', officer('wolverhampton', 'Licensing manager')),
  person('Sandra Whitehouse', approver('wolverhampton', 'Section 151 officer')),
  person('Emily Foss', officer('kent', 'School admissions manager')),
  person('Martin Hollis', approver('kent', 'Deputy section 151 officer')),
  person('Elin Prys', officer('gwynedd', 'Commissioning manager, adult services')),
  person('Gwilym Rowlands', approver('gwynedd', 'Head of finance')),
  person('Callum Reid', officer('fife', 'Service manager, environment')),
  person('Morag Sinclair', approver('fife', 'Head of finance')),
  person('Bronagh Devlin', officer('belfast', 'City services manager')),
  person('Colm McAteer', approver('belfast', 'Director of finance')),
  person('Stephen Obi', officer('manchester', 'Head of early help')),
  person('Julie Hartley', approver('manchester', 'Deputy city treasurer')),
  person('Anita Desai', officer('rugby', 'Refuse and recycling manager')),
  person('Mark Selby', approver('rugby', 'Section 151 officer')),
]

const funderPeople = [
  person('Gareth Ashworth', {
    organisation: 'office-for-digital-devolution',
    jobTitle: 'Fund manager, Digital Devolution Dividend',
    roles: ['fund-manager', 'payment-approver'],
  }),
  person('Simone Petrie', {
    organisation: 'office-for-digital-devolution',
    jobTitle: 'Deputy fund manager',
    roles: ['fund-manager', 'administrator'],
  }),
  person('Naomi Clarke', {
    organisation: 'office-for-digital-devolution',
    jobTitle: 'Payments lead',
    roles: ['payment-approver'],
  }),
  // Proposes an entry of the register and loses the role before anybody approves it.
  person('Gwen Ashby', {
    organisation: 'office-for-digital-devolution',
    jobTitle: 'Policy adviser',
    roles: ['fund-manager'],
  }),
  person('Harriet Lowe', administrator('office-for-digital-devolution', 'Head of governance')),
  person('Beth Carraway', {
    organisation: 'shared-solutions-trust',
    jobTitle: 'Fund manager, Seed Fund',
    roles: ['fund-manager', 'administrator'],
  }),
  person('Lucas Fenn', {
    organisation: 'shared-solutions-trust',
    jobTitle: 'Grants manager',
    roles: ['fund-manager'],
  }),
  person('Idris Bello', {
    organisation: 'shared-solutions-trust',
    jobTitle: 'Finance lead',
    roles: ['payment-approver'],
  }),
  person('Owen Prosser', administrator('shared-solutions-trust', 'Company secretary')),
]

const supplierPeople = [
  person('Ruth Okafor', founder('fernhill-labs', 'Founder')),
  person('Huw Bevan', colleague('fernhill-labs', 'Product lead')),
  person('Sam Trewin', founder('tideline-digital', 'Managing director')),
  person('Leila Haddad', colleague('tideline-digital', 'Delivery lead')),
  person('Joel Baptiste', founder('hopscotch-systems', 'Founder')),
  person('Kirsty Nolan', colleague('hopscotch-systems', 'Design lead')),
  person('Imogen Cross', founder('nestbox-data', 'Founder')),
  person('Arthur Pym', colleague('nestbox-data', 'Data engineer')),
  person('Rhian Morgan', founder('kestrel-works', 'Director')),
  person('Dewi Parry', colleague('kestrel-works', 'Technical lead')),
  person('Fiona Drummond', founder('plainly-software', 'Founder')),
  person('Ewan Laidlaw', colleague('plainly-software', 'Research lead')),
  person('Carl Beresford', founder('brackenfield-software', 'Managing director')),
  person('Nadia Karim', colleague('brackenfield-software', 'Migration lead')),
  // One human with two accounts, as an operator has found out.
  person('Jo Ferris', colleague('brackenfield-software', 'Adviser')),
  person('Joanne Ferris', colleague('ropewalk-records', 'Contract engineer')),
  person('Aoife Magee', founder('ropewalk-records', 'Founder')),
  person('Patrick Lavery', colleague('ropewalk-records', 'Engineer')),
]

const platformPeople = [
  person('Marcus Hale', {
    organisation: 'solve-once',
    jobTitle: 'Service manager',
    roles: ['operator', 'administrator'],
  }),
  person('Sunita Rao', {
    organisation: 'solve-once',
    jobTitle: 'Community manager',
    roles: ['operator'],
  }),
]

/** The people to sign in as. Each kind comes at least twice, so that nobody has to approve their own work. */
export const namedPeople = [...councilPeople, ...funderPeople, ...supplierPeople, ...platformPeople]

const firstNames =
  'Alice Ben Chloe David Esther Frank Grace Hassan Isla Jack Karen Liam Maya Noah Olive Paul Rosa Sean Tara Victor Wendy Zara'.split(
    ' ',
  )
const lastNames =
  'Abbott Barker Coleman Dalton Eastwood Farrow Gibbs Hewitt Ingram Jarrett Kirby Lomas Mercer Norris Orchard Pickard Quayle Rudd Sharples Tranter Upton Vickers Wragg Yardley'.split(
    ' ',
  )

/**
 * An officer and a finance approver for each council that pledges but has nobody by name. They are its administrators too:
 * where money is signed for, there are two. Councils whose people have names get administrators besides.
 */
export function standIns(councils: string[]): DemonstrationPerson[] {
  const staffed = new Set(
    namedPeople.flatMap((one) => one.memberships.map((at) => at.organisation)),
  )
  const missing = [...new Set(councils)].filter((slug) => !staffed.has(slug)).sort()
  const two = missing.flatMap((council, index) => [
    standIn(index * 2, alsoAdministrator(officer(council, 'Service improvement manager'))),
    standIn(index * 2 + 1, alsoAdministrator(approver(council, 'Deputy section 151 officer'))),
  ])
  const others = needingAdministrators().flatMap((council) => [
    administrator(council, 'Head of democratic services'),
    administrator(council, 'Monitoring officer'),
  ])
  return [...two, ...others.map((role, index) => standIn(two.length + index, role))]
}

const alsoAdministrator = (role: DemonstrationRole): DemonstrationRole => ({
  ...role,
  roles: [...role.roles, 'administrator'],
})

/** Organisations where somebody by name signs for money, and nobody by name is an administrator. */
function needingAdministrators() {
  const held = namedPeople.flatMap(({ memberships }) => memberships)
  const kept = new Set(
    held.filter(({ roles }) => roles.includes('administrator')).map((at) => at.organisation),
  )
  const paying = held.filter(({ roles }) => roles.some(movesMoney)).map((at) => at.organisation)
  return [...new Set(paying)].filter((slug) => !kept.has(slug)).sort()
}

/** 22 first and 24 last names meet again only after 264 people, and the council tells those apart. */
function standIn(index: number, membership: DemonstrationRole): DemonstrationPerson {
  const first = firstNames[index % firstNames.length] ?? ''
  const last = lastNames[index % lastNames.length] ?? ''
  const made = person(`${first} ${last}`, membership)
  return { ...made, slug: `${made.slug}-${membership.organisation}` }
}

/** Who acts for an organisation in the demonstration, by what they may do. */
export function holderOf(people: DemonstrationPerson[], organisation: string, role: Role) {
  const holder = people.find((one) =>
    one.memberships.some((at) => at.organisation === organisation && at.roles.includes(role)),
  )
  if (!holder) throw new Error(`Nobody in the demonstration is ${role} of ${organisation}`)
  return holder
}
