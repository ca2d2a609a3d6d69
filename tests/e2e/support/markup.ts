/** A form of a page that sends something, with the names of what it sends. */
export type SentForm = { action: string; names: string[] }

/** Links within the site; files of the build are no pages. */
export function linksOf(body: string, from: string) {
  const tags = [...bodyOf(body).matchAll(/<a [^>]*?href="([^"]+)"/g)]
  return tags.flatMap(([, href = '']) => withinSite(href, from))
}

export function formsOf(body: string, from: string): SentForm[] {
  const tags = [...bodyOf(body).matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)]
  return tags.flatMap(([, attributes = '', content = '']) => {
    if (!/method="post"/i.test(attributes)) return []
    const [action] = withinSite(attribute(attributes, 'action') ?? from, from)
    const fields = content.matchAll(/<(?:input|select|textarea|button) ([^>]*)>/g)
    const names = [...fields].flatMap(([, field = '']) => attribute(field, 'name') ?? [])
    return action ? [{ action, names: [...new Set(names)] }] : []
  })
}

const bodyOf = (html: string) => html.slice(html.indexOf('<body'))

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

function withinSite(href: string, from: string) {
  const { origin, pathname, search } = new URL(href.replaceAll('&amp;', '&'), `http://site${from}`)
  return origin === 'http://site' && !pathname.startsWith('/assets/') ? [pathname + search] : []
}
