import { prepareSites } from './sites.ts'

// Before the journeys, while both cores have something to do: playwright.config.ts is told that it is done.
prepareSites()
