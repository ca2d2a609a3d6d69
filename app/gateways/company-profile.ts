import { z } from 'zod'
import type { Day } from '#app/core/time.ts'

const words = z.string().trim().min(1).max(500)
const maybe = words.optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)

/** The name is all that must be there: of royal charter companies and societies the register keeps no more than that. */
const Profile = z.object({
  company_number: words,
  company_name: words,
  company_status: maybe,
  company_status_detail: maybe,
  type: maybe,
  date_of_creation: day,
  date_of_cessation: day,
  registered_office_address: z
    .object({ locality: maybe, country: maybe })
    .optional()
    .catch(undefined),
  previous_company_names: z
    .array(z.object({ name: words }))
    .max(200)
    .optional()
    .catch(undefined),
})

/** A company as its register describes it, as far as we read it: no street, and nobody who runs it. */
export type CompanyProfile = {
  companyName: string
  status: string | null
  statusDetail: string | null
  companyType: string | null
  createdOn: Day | null
  ceasedOn: Day | null
  locality: string | null
  country: string | null
  previousNames: string[]
}

/**
 * Reads an answer of the Companies House Public Data API (`GET /company/{number}`). Undefined for what is no company, or
 * another one than was asked about.
 */
export function readCompanyProfile(
  answer: unknown,
  companyNumber: string,
): CompanyProfile | undefined {
  const { data } = Profile.safeParse(answer)
  if (data?.company_number !== companyNumber) return undefined
  return {
    companyName: data.company_name,
    status: data.company_status ?? null,
    statusDetail: data.company_status_detail ?? null,
    companyType: data.type ?? null,
    createdOn: data.date_of_creation ?? null,
    ceasedOn: data.date_of_cessation ?? null,
    locality: data.registered_office_address?.locality ?? null,
    country: data.registered_office_address?.country ?? null,
    previousNames: data.previous_company_names?.map(({ name }) => name) ?? [],
  }
}

const NotFound = z.object({ errors: z.array(z.object({ error: z.string() })) })

/** Whether it is the register that says that it has no such number, and not some server on the way to it. */
export const isNotFound = (answer: unknown) =>
  NotFound.safeParse(answer).data?.errors.some(
    ({ error }) => error === 'company-profile-not-found',
  ) ?? false
