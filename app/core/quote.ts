const LONGEST_QUOTE = 60

/** What stood in a cell or a field, short enough to read in a message. */
export const quote = (text: string) =>
  text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
