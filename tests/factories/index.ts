import * as auth from './auth.ts'
import * as challenges from './challenges.ts'
import * as delivery from './delivery.ts'
import * as directory from './directory.ts'
import * as evaluation from './evaluation.ts'
import * as joining from './joining.ts'
import * as ledger from './ledger.ts'
import * as marketDays from './market-days.ts'
import * as openData from './open-data.ts'
import * as organisations from './organisations.ts'
import * as payments from './payments.ts'
import * as pitches from './pitches.ts'
import * as pledges from './pledges.ts'
import * as pots from './pots.ts'
import * as profiles from './profiles.ts'
import * as successions from './successions.ts'

/**
 * What tests make their data with: `await build.council({ name: 'Leeds' })`.
 * Each area adds a file beside this one, and one line here.
 */
export const build = {
  ...auth,
  ...challenges,
  ...delivery,
  ...directory,
  ...evaluation,
  ...joining,
  ...ledger,
  ...marketDays,
  ...openData,
  ...organisations,
  ...payments,
  ...pitches,
  ...pledges,
  ...pots,
  ...profiles,
  ...successions,
}
