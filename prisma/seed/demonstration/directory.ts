import type { Outcome } from '#app/domain/directory/report.ts'

/** Somebody of the demonstration who is in the directory. Made up, as they all are. */
export type DemonstrationListing = {
  /** By name, or whoever is officer of this organisation. */
  who: { person: string; organisation?: string } | { officerOf: string }
  services: number[]
  about: string
  takesNone?: true
}

/** Services of the register, as the rows below name them. */
const service = {
  benefits: 3,
  businessRates: 9,
  earlyYears: 25,
  schools: 28,
  specialNeeds: 29,
  waste: 38,
  recycling: 39,
  streetCare: 40,
  complaints: 47,
  information: 49,
  operation: 52,
  registration: 54,
  taxation: 56,
  adults: 59,
  carers: 61,
  children: 63,
  councilHomes: 67,
  homelessness: 68,
  repairs: 70,
  libraries: 76,
  parks: 36,
  taxis: 91,
  control: 101,
  highways: 105,
  maintenance: 109,
  parking: 110,
  transport: 111,
}

const by = (person: string, services: number[], about: string): DemonstrationListing => ({
  who: { person },
  services,
  about,
})
const officer = (officerOf: string, services: number[], about: string): DemonstrationListing => ({
  who: { officerOf },
  services,
  about,
})

export const listings: DemonstrationListing[] = [
  by(
    'priya-nair',
    [service.operation, service.complaints],
    'How we move services to one front door, and what we would not do again.',
  ),
  by(
    'amira-siddiq',
    [service.complaints],
    'Contact centres, web chat, and what residents ask twice.',
  ),
  {
    ...by(
      'daniel-whitlock',
      [service.operation],
      'Which systems Sheffield runs, and when their contracts end.',
    ),
    takesNone: true,
  },
  by(
    'helen-marsh',
    [service.waste, service.recycling],
    'Missed bins, crews’ tablets and route changes. I like to see things that work, not slides.',
  ),
  by(
    'shirin-azad',
    [service.operation],
    'Standards we ask of every supplier, and how to meet them as a small firm.',
  ),
  {
    ...by(
      'farah-iqbal',
      [service.operation],
      'Small firms: start with me if you do not know whom to ask in Leeds.',
    ),
    who: { person: 'farah-iqbal', organisation: 'leeds' },
  },
  by(
    'joanna-reeve',
    [service.earlyYears],
    'Free childcare hours: what parents do not find, and why.',
  ),
  by('oliver-tan', [service.operation], 'Buying together with other councils.'),
  by(
    'yusuf-adeyemi',
    [service.information],
    'Subject access requests, redaction, and what a good day looks like.',
  ),
  by('rachel-doyle', [service.parking], 'Blue Badge evidence, and how to ask for it once only.'),
  by(
    'denise-boateng',
    [service.homelessness],
    'Temporary accommodation and families placed out of the borough.',
  ),
  by(
    'gary-tonks',
    [service.taxis],
    'Licensing drivers, and checking what other councils have refused.',
  ),
  by('emily-foss', [service.schools], 'School admissions in a large county.'),
  by('elin-prys', [service.adults, service.carers], 'Commissioning care in Welsh and in English.'),
  by(
    'callum-reid',
    [service.streetCare, service.parks],
    'Street cleaning over a wide area, with few crews.',
  ),
  by(
    'bronagh-devlin',
    [service.parks, service.streetCare],
    'What a city’s parks cost, and what people love in them.',
  ),
  by('stephen-obi', [service.children], 'Early help: the first call that a family makes.'),
  by(
    'anita-desai',
    [service.recycling, service.waste],
    'Garden waste subscriptions and contamination.',
  ),
  officer(
    'bristol',
    [service.highways, service.maintenance],
    'Street works permits, and potholes before they are potholes.',
  ),
  officer(
    'essex',
    [service.highways],
    'Highways for a county: what we buy together and what we never should.',
  ),
  officer('devon', [service.maintenance], 'Rural lanes, drainage and the weather.'),
  officer(
    'glasgow',
    [service.highways, service.transport],
    'Buses, bus lanes and open timetables.',
  ),
  officer('cardiff', [service.transport], 'School transport, by any means that arrives.'),
  officer('nottingham', [service.parking], 'Permits without paper, for carers too.'),
  officer(
    'hackney',
    [service.councilHomes, service.repairs],
    'Damp and mould: from the first report to a dry wall.',
  ),
  officer('islington', [service.repairs], 'Repairs booked once.'),
  officer('southwark', [service.councilHomes], 'Lettings, and telling people where they stand.'),
  officer(
    'liverpool',
    [service.benefits, service.taxation],
    'Council tax support that people do not have to ask for.',
  ),
  officer(
    'newcastle-upon-tyne',
    [service.benefits],
    'Free school meals, found by data the council has.',
  ),
  officer('birmingham', [service.taxation], 'Collecting council tax kindly.'),
  officer('norfolk', [service.libraries], 'Libraries as the place where public services meet.'),
  officer('suffolk', [service.specialNeeds], 'Education, health and care plans on time.'),
  officer('oxford', [service.control], 'Planning applications in the open.'),
  officer(
    'cornwall',
    [service.control, service.registration],
    'Second homes, licences and registers.',
  ),
  officer('plymouth', [service.adults], 'Care assessments that are written once.'),
  officer('swansea', [service.carers], 'Unpaid carers: finding them before they break.'),
  officer(
    'highland',
    [service.registration],
    'Registering a birth a hundred miles from an office.',
  ),
  officer('derry-strabane', [service.businessRates], 'Rates, reliefs and small shops.'),
  by(
    'gareth-ashworth',
    [service.operation],
    'What the Dividend matches, and how to be on its register.',
  ),
  by('beth-carraway', [service.operation], 'First money for small, shared solutions.'),
  by(
    'ruth-okafor',
    [service.earlyYears, service.children],
    'We build for childcare teams. Ask me what it really costs to run.',
  ),
  by('sam-trewin', [service.waste], 'Software in the cab of a bin lorry.'),
  by('leila-haddad', [service.waste, service.streetCare], 'How a roll-out goes, week by week.'),
  by('fiona-drummond', [service.information], 'Plain answers to requests for information.'),
]

/** Messages that somebody reported, and what operators made of them. Made up, as they all are. */
export type DemonstrationReport = {
  from: string
  to: string
  daysAgo: number
  subject: string
  words: string
  complaint: string
  /** Left out while the report is open. */
  closed?: { outcome: Outcome; stopFor?: '30' | '90'; reason: string }
  /** Another operator let them write again. */
  mayWriteAgain?: string
}

export const reports: DemonstrationReport[] = [
  {
    ...{ from: 'patrick-lavery', to: 'gary-tonks', daysAgo: 62 },
    subject: 'Last chance',
    words: 'Our offer ends on Friday. Answer today or lose it.',
    complaint: 'The third of its kind this week, from one firm.',
    closed: {
      ...{ outcome: 'stopped', stopFor: '30' },
      reason: 'The directory is for asking and answering, not for offers that end on Friday.',
    },
    mayWriteAgain: 'He has read what the directory is for, and it was a colleague’s wording.',
  },
  {
    ...{ from: 'arthur-pym', to: 'amira-siddiq', daysAgo: 31 },
    subject: 'A call this afternoon?',
    words: 'I will ring your contact centre at 3 unless you say no.',
    complaint: 'He did ring, and asked for me by name.',
    closed: {
      outcome: 'warned',
      reason: 'Ask, and wait for an answer. Nobody here agreed to a call.',
    },
  },
  {
    ...{ from: 'kirsty-nolan', to: 'stephen-obi', daysAgo: 26 },
    subject: 'Early help forms',
    words: 'We studied forms in six councils. May I send you what we found?',
    complaint: 'I do not want messages from firms.',
    closed: {
      outcome: 'nothing-wrong',
      reason: 'It is about what they lead, and asks. You can take no messages at all, if you like.',
    },
  },
  {
    ...{ from: 'dewi-parry', to: 'rachel-doyle', daysAgo: 19 },
    subject: 'Badges',
    words: 'Half of your applicants are frauds. Buy our checker before the papers hear of it.',
    complaint: 'A threat, and an insult to people who are ill.',
    closed: {
      ...{ outcome: 'stopped', stopFor: '90' },
      reason: 'It threatens, and insults people whom a council serves.',
    },
  },
  {
    ...{ from: 'nadia-karim', to: 'oliver-tan', daysAgo: 4 },
    subject: 'A webinar for every council',
    words: 'We send this to everybody in the directory. Book your place for our webinar.',
    complaint: 'The same words went to three of my colleagues.',
  },
]
