import { existsSync } from 'node:fs'
import { z } from 'zod'
import { IdentityProviders } from './identity-providers.server.ts'

const text = z.string().trim().min(1).optional()
const count = (usual: number) => z.coerce.number().int().min(1).max(1000).default(usual)
const databaseAddress = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be postgresql://…',
})
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an address like https://…' })

const Settings = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    DATA_DIR: z.string().default('.data'),
    APP_URL: webAddress.optional(),
    TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    DEMONSTRATION: z.enum(['on', 'off']).optional(),
    SITE_SECRET: z.string().trim().min(32, 'must be 32 characters or more').optional(),

    DATABASE_URL: databaseAddress.optional(),
    MIGRATION_DATABASE_URL: databaseAddress.optional(),
    EMBEDDED_POSTGRES_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    DATABASE_POOL: count(10),
    MONEY_POOL: count(4),
    READ_POOL: count(4),

    RESEND_API_KEY: text,
    RESEND_BASE_URL: webAddress.optional(),
    MAIL_FROM: text,
    OIDC_PROVIDERS: IdentityProviders.default([]),
    COMPANIES_HOUSE_KEY: text,
    COMPANIES_HOUSE_BASE_URL: webAddress.default('https://api.company-information.service.gov.uk'),
  })
  .superRefine((settings, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    if (settings.MIGRATION_DATABASE_URL && !settings.DATABASE_URL)
      refuse('MIGRATION_DATABASE_URL', 'is the owner of the database of DATABASE_URL, so set both')
    if (settings.RESEND_API_KEY && !settings.MAIL_FROM)
      refuse('MAIL_FROM', 'is needed when RESEND_API_KEY is set')
    if (settings.RESEND_API_KEY && settings.DEMONSTRATION !== 'on' && !settings.SITE_SECRET)
      refuse(
        'SITE_SECRET',
        'is needed where people are real; docs/settings.md says how to make one',
      )
    if (settings.DEMONSTRATION === 'off' && !settings.RESEND_API_KEY)
      refuse('DEMONSTRATION', 'is off, so people need RESEND_API_KEY to sign in by mail')
  })
  .transform((settings) => ({
    ...settings,
    APP_URL: new URL(settings.APP_URL ?? `http://localhost:${settings.PORT}`).origin,
    /** Demonstration data, and signing in by choosing a person. Never beside a real service. */
    DEMONSTRATION: settings.DEMONSTRATION
      ? settings.DEMONSTRATION === 'on'
      : !settings.RESEND_API_KEY,
  }))

export type Settings = z.output<typeof Settings>

/** Reads every setting, or throws an error that names each wrong one. An empty one counts as unset. */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const parsed = Settings.safeParse(given)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
  throw new Error(
    `These settings are wrong (docs/settings.md lists them all):\n${wrong.join('\n')}`,
  )
}

function readOrStop(): Settings {
  if (process.env.NODE_ENV !== 'test' && existsSync('.env')) process.loadEnvFile('.env')
  try {
    return readSettings(process.env)
  } catch (problem) {
    console.error((problem as Error).message)
    return process.exit(1)
  }
}

export const env = readOrStop()

// React reads this one itself, and is several times slower when it is unset.
process.env.NODE_ENV = env.NODE_ENV

/** npm stands between us and whoever started us, and does not pass every signal on. */
export const startedByNpm = Boolean(process.env.npm_lifecycle_event)

const harmless = ['PATH', 'HOME', 'SystemRoot', 'TEMP', 'TMPDIR', 'LD_LIBRARY_PATH']

/** What another program we start may see: enough to run, and none of our secrets. */
export const childEnvironment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    harmless.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  ),
  NODE_ENV: env.NODE_ENV,
}
