import type { AreaMap, TableMap } from '#app/core/data-map.ts'
import { dataMap as audit } from '../audit/data-map.ts'
import { dataMap as auth } from '../auth/data-map.ts'
import { dataMap as challenges } from '../challenges/data-map.ts'
import { dataMap as delivery } from '../delivery/data-map.ts'
import { dataMap as demonstration } from '../demonstration/data-map.ts'
import { dataMap as directory } from '../directory/data-map.ts'
import { dataMap as evaluation } from '../evaluation/data-map.ts'
import { dataMap as files } from '../files/data-map.ts'
import { dataMap as joining } from '../joining/data-map.ts'
import { dataMap as ledger } from '../ledger/data-map.ts'
import { dataMap as marketDays } from '../market-days/data-map.ts'
import { dataMap as notifications } from '../notifications/data-map.ts'
import { dataMap as organisations } from '../organisations/data-map.ts'
import { dataMap as payments } from '../payments/data-map.ts'
import { dataMap as pitches } from '../pitches/data-map.ts'
import { dataMap as pledges } from '../pledges/data-map.ts'
import { dataMap as pots } from '../pots/data-map.ts'
import { dataMap as profiles } from '../profiles/data-map.ts'
import { dataMap as reporting } from '../reporting/data-map.ts'
import { dataMap as successions } from '../successions/data-map.ts'

/** Every table there is, with what it holds about people. A column that is nowhere in it fails a test. */
export const dataMap: AreaMap = {
  ...organisations,
  ...auth,
  ...joining,
  ...notifications,
  ...directory,
  ...profiles,
  ...challenges,
  ...marketDays,
  ...pledges,
  ...pots,
  ...pitches,
  ...evaluation,
  ...delivery,
  ...successions,
  ...payments,
  ...files,
  ...ledger,
  ...audit,
  ...reporting,
  ...demonstration,
}

type Kept = TableMap['kept']

/** What is kept about people, by how long. */
export const keptOfPeople = [
  'account',
  'record',
  'listing',
  'message',
  'mail',
  'session',
  'sign-in',
  'invitation',
] as const satisfies Kept[]

/** How long, as the privacy page says it. What a job deletes is held against this by its test. */
export const keptFor: Record<Kept, { what: string; why: string; until: string }> = {
  account: {
    what: 'Your name, work email and second factor, accounts elsewhere that sign you in, which browsers you signed in with in the last year, what you follow and the days you registered for',
    why: 'So you can sign in and act for your organisation',
    until: 'Until you ask to be erased',
  },
  record: {
    what: 'What you did for your organisation and when, and what you wrote in doing it; pages and forms that were not for you, with the network you tried them from',
    why: 'Public money needs an audit trail that cannot be altered',
    until:
      'As long as the service runs; the law asks for six years after the financial year at least',
  },
  session: {
    what: 'Where you are signed in: the browser, and when you used it last',
    why: 'To keep you signed in and stop misuse',
    until: 'Until the night after it ends',
  },
  'sign-in': {
    what: 'Each request to sign in: the email address and the network it came from',
    why: 'To stop others guessing their way in',
    until: 'Two days',
  },
  invitation: {
    what: 'Invitations to an organisation: the email address they went to',
    why: 'So that only you can accept yours',
    until: 'Until you accept it, or 30 days after it ended; then only who came by it',
  },
  listing: {
    what: 'Your place in the directory, if you joined it: name, job title, organisation, services and a line you wrote. Only people who are signed in see it',
    why: 'So that others find who leads a service',
    until:
      'Until you leave the directory or the organisation, or have not confirmed it for 12 months',
  },
  message: {
    what: 'Messages you wrote to people in the directory, what you said in reporting one, and how many you sent on a day',
    why: 'To pass them on with your name and address, once, and to stop misuse',
    until: 'The words for 90 days; then only that you wrote',
  },
  mail: {
    what: 'Emails we sent you',
    why: 'To send them again if the mail service fails, and to say what you were told',
    until: '90 days after they were sent; then only that one was',
  },
  register: {
    what: 'Public registers: councils, areas, mayors, funders and suppliers',
    why: 'Rules of match and procurement look at them',
    until: 'As long as the service runs',
  },
  'worked-out': {
    what: 'Sums, lists and orders counted from the above, about no person',
    why: 'So that pages are quick',
    until: 'Until counted again',
  },
}
