/** Where anybody gets an address: it says nothing of whom they work for, whatever a register holds. */
const publicMailboxes = new Set(
  (
    'aol.com btinternet.com fastmail.com gmail.com gmx.com googlemail.com hotmail.co.uk hotmail.com icloud.com live.co.uk ' +
    'live.com mail.com me.com msn.com ntlworld.com outlook.com proton.me protonmail.com sky.com talktalk.net tutanota.com ' +
    'virginmedia.com yahoo.co.uk yahoo.com ymail.com zoho.com'
  ).split(' '),
)

/** Endings under which others are given names: whoever has one of them has nothing of the others. */
const registries = new Set(
  'ac.uk co.uk com gov.scot gov.uk gov.wales llyw.cymru org org.uk uk'.split(' '),
)

/**
 * The domains that an address proves somebody works at: its own, and those it lies within, such as
 * leeds.gov.uk for ann@digital.leeds.gov.uk. None for a public mailbox. Councils that share a domain share it here too.
 */
export function workDomains(email: string): string[] {
  const parts = email.slice(email.lastIndexOf('@') + 1).split('.')
  const all = parts.map((_, from) => parts.slice(from).join('.'))
  return all.some((domain) => publicMailboxes.has(domain))
    ? []
    : all.filter((domain) => domain.includes('.') && !registries.has(domain))
}
