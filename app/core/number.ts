/** "2,900". Written by hand, not by Intl, so server and browser print the same. */
export const formatCount = (count: number | bigint) =>
  String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** "1 council", "21 councils". */
export const countOf = (count: number | bigint, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 || count === 1n ? one : many}`
