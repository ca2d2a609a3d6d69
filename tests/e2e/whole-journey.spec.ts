import { test } from '@playwright/test'
import { bothWays } from './support/both-ways.ts'
import {
  addBankDetails,
  appointPanel,
  award,
  openPitches,
  pitch,
  score,
} from './support/journey/choose-supplier.ts'
import { accept, approve, claim, pay, receiveMoney } from './support/journey/deliver-and-pay.ts'
import { expectSameFigures } from './support/journey/figures.ts'
import {
  closeRound,
  coSign,
  openPledging,
  pledge,
  postChallenge,
} from './support/journey/post-and-pool.ts'
import { withJavaScript, withoutJavaScript } from './support/journey/stories.ts'
import type { Journey } from './support/journey/story.ts'

// These move the demonstration's clock, so their name puts them after all others. Each worker has a site of its own.
test.describe.configure({ mode: 'parallel' })

// Other journeys have scripts in the short form; here the whole way is gone without them.
bothWays(
  (javaScriptEnabled) => {
    const story = javaScriptEnabled ? withJavaScript : withoutJavaScript

    test('a challenge goes from its draft to a paid milestone', async ({ page }) => {
      test.setTimeout(600_000)
      const journey: Journey = { page, story, slug: '', reference: '' }
      await test.step('post it', () => postChallenge(journey))
      await test.step('share it', () => coSign(journey))
      await test.step('open pledging', () => openPledging(journey))
      await test.step('pledge', () => pledge(journey))
      await test.step('close pledging', () => closeRound(journey))
      await test.step('ask for pitches', () => openPitches(journey))
      await test.step('appoint who scores', () => appointPanel(journey))
      await test.step('say where to pay', () => addBankDetails(journey))
      await test.step('pitch', () => pitch(journey))
      await test.step('score', () => score(journey))
      await test.step('award', () => award(journey))
      await test.step('collect', () => receiveMoney(journey))
      await test.step('claim', () => claim(journey))
      await test.step('accept', () => accept(journey))
      await test.step('approve', () => approve(journey))
      await test.step('pay', () => pay(journey))
      await test.step('read the same figures everywhere', () => expectSameFigures(journey))
    })
  },
  { short: false },
)
