import { toPlainText } from '@react-email/render'

/** The words of a mail without its looks. A heading stays as it is written: names and sums in capitals are hard to read. */
export const plainText = (html: string) =>
  toPlainText(html, { selectors: [{ selector: 'h1', options: { uppercase: false } }] })
