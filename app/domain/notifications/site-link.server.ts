import { env } from '#app/core/env.server.ts'

/** A page of this site as mails link to it. Made from APP_URL only, never from what a request says. */
export const siteLink = (path: `/${string}`) => new URL(path, env.APP_URL).href
