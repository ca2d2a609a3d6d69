export type DemonstrationSlot = {
  kind: 'welcome' | 'problem' | 'demo' | 'break' | 'questions'
  startsAt: string
  minutes: number
  title?: string
  /** A booked demo. A demo without one is free. */
  booking?: { supplier: string; title: string; challenge: string }
}

export type DemonstrationMarketDay = {
  slug: string
  title: string
  summary: string
  functionId: number
  inDays: number
  startsAt: string
  endsAt: string
  /** Hours before the start after which nobody can book. */
  bookingClosesHours: number
  accessNotes: string
  createdBy: string
  challenges: string[]
  slots: DemonstrationSlot[]
  waitingList: { supplier: string; title: string; challenge: string }[]
  /** Councils whose officer has registered to watch. */
  watching: string[]
}

const accessNotes =
  'Live captions are on. British Sign Language is on the second screen. Ask for anything else you need and we will arrange it.'

const demo = (startsAt: string, booking?: DemonstrationSlot['booking']): DemonstrationSlot => ({
  kind: 'demo',
  startsAt,
  minutes: 15,
  booking,
})

const welcome: DemonstrationSlot = {
  kind: 'welcome',
  startsAt: '10:00',
  minutes: 10,
  title: 'Welcome and how the day works',
}

export const marketDays: DemonstrationMarketDay[] = [
  {
    slug: 'children-and-family-services',
    title: 'Children and family services',
    summary:
      'Small firms show what they have built. Councils that share the problem watch and ask. It is not a sale, and nothing is decided on the day.',
    functionId: 25,
    inDays: 9,
    startsAt: '10:00',
    endsAt: '12:45',
    bookingClosesHours: 24,
    accessNotes,
    createdBy: 'marcus-hale',
    challenges: ['childcare-information', 'in-year-school-places'],
    slots: [
      welcome,
      {
        kind: 'problem',
        startsAt: '10:10',
        minutes: 20,
        title: 'The problem, from the councils that have it',
      },
      demo('10:30', {
        supplier: 'nestbox-data',
        title: 'One live directory fed by provider software',
        challenge: 'childcare-information',
      }),
      demo('10:45', {
        supplier: 'hopscotch-systems',
        title: 'An entitlement checker parents finish in 90 seconds',
        challenge: 'childcare-information',
      }),
      demo('11:00', {
        supplier: 'tideline-digital',
        title: 'Vacancies by text message',
        challenge: 'childcare-information',
      }),
      demo('11:15', {
        supplier: 'kestrel-works',
        title: 'Open data standard, with a Welsh-language service',
        challenge: 'childcare-information',
      }),
      { kind: 'break', startsAt: '11:30', minutes: 15, title: 'Break' },
      demo('11:45'),
      demo('12:00'),
      demo('12:15', {
        supplier: 'brackenfield-software',
        title: 'Moving 40 council lists into one',
        challenge: 'childcare-information',
      }),
      { kind: 'questions', startsAt: '12:30', minutes: 15, title: 'Questions from councils' },
    ],
    waitingList: [],
    watching: ['hertfordshire', 'leeds', 'gwynedd', 'kent', 'sheffield', 'manchester', 'fife'],
  },
  {
    slug: 'records-and-evidence',
    title: 'Records and evidence',
    summary:
      'Four short demos on blacking out, checking and sharing records safely. Bring your hardest file, with the names taken out.',
    functionId: 49,
    inDays: 23,
    startsAt: '10:00',
    endsAt: '11:50',
    bookingClosesHours: 24,
    accessNotes,
    createdBy: 'sunita-rao',
    challenges: ['blue-badge-evidence', 'taxi-records'],
    slots: [
      welcome,
      {
        kind: 'problem',
        startsAt: '10:10',
        minutes: 20,
        title: 'Proof that travels with the person',
      },
      demo('10:30', {
        supplier: 'ropewalk-records',
        title: 'Show that evidence was seen, without showing it',
        challenge: 'blue-badge-evidence',
      }),
      demo('10:45'),
      { kind: 'break', startsAt: '11:00', minutes: 10, title: 'Break' },
      demo('11:10', {
        supplier: 'brackenfield-software',
        title: 'One search over many licensing systems',
        challenge: 'taxi-records',
      }),
      demo('11:25'),
      { kind: 'questions', startsAt: '11:40', minutes: 10, title: 'Questions from councils' },
    ],
    waitingList: [],
    watching: ['wiltshire', 'wolverhampton', 'camden', 'belfast'],
  },
]
