import { env } from '#app/core/env.server.ts'
import { isNotFound, readCompanyProfile, type CompanyProfile } from './company-profile.ts'
import { GatewayDown } from './gateway-down.ts'

export type CompanyRegister = {
  /** What the register says of a number; undefined when it has no such number. Throws GatewayDown when it does not say. */
  lookUp: (companyNumber: string) => Promise<CompanyProfile | undefined>
}

type Wanted = { key: string; baseUrl: string; timeLimitMs?: number }

/** Companies House Public Data API: the key is the user name, and there is no password. */
export function companiesHouse({ key, baseUrl, timeLimitMs = 10_000 }: Wanted): CompanyRegister {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`
  return {
    async lookUp(companyNumber) {
      const url = new URL(`/company/${encodeURIComponent(companyNumber)}`, baseUrl)
      const { status, body } = await ask(url, { authorization, timeLimitMs })
      const answer = parsed(body)
      if (status === 404 && isNotFound(answer)) return undefined
      if (status === 401 || status === 403)
        throw new GatewayDown(`Companies House does not take our key: ${status}`, { isFinal: true })
      if (status !== 200) throw new GatewayDown(`Companies House answered ${status}`)
      const profile = readCompanyProfile(answer, companyNumber)
      if (!profile) throw new GatewayDown('Companies House answered with no company')
      return profile
    },
  }
}

type Asking = { authorization: string; timeLimitMs: number }

/** The time limit is for the whole answer: one that comes drop by drop holds nobody up for longer. */
async function ask(url: URL, { authorization, timeLimitMs }: Asking) {
  try {
    const answer = await fetch(url, {
      headers: { Authorization: authorization, Accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    })
    return { status: answer.status, body: await answer.text() }
  } catch (error) {
    throw new GatewayDown(`Companies House cannot be reached: ${String(error)}`)
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Undefined while there is no key: then nobody is asked. */
export const companyRegister = (): CompanyRegister | undefined =>
  env.COMPANIES_HOUSE_KEY
    ? companiesHouse({ key: env.COMPANIES_HOUSE_KEY, baseUrl: env.COMPANIES_HOUSE_BASE_URL })
    : undefined
