/**
 * Gives each row its own column so that the costs add up to the least (Kuhn, 1955, by shortest
 * augmenting paths). Needs at least as many columns as rows; answers the column of each row.
 */
export function assign(costs: number[][]): number[] {
  const width = costs[0]?.length ?? 0
  const holder = new Int32Array(width).fill(-1)
  const rowPrice = new Float64Array(costs.length)
  const columnPrice = new Float64Array(width)
  costs.forEach((_, row) => place(row, { costs, holder, rowPrice, columnPrice }))
  const columns = costs.map(() => -1)
  holder.forEach((row, column) => {
    if (row >= 0) columns[row] = column
  })
  return columns
}

type Market = {
  costs: number[][]
  holder: Int32Array
  rowPrice: Float64Array
  columnPrice: Float64Array
}

/** Finds the cheapest chain of moves that ends in a free column, then makes those moves. */
function place(newcomer: number, market: Market) {
  const { costs, holder, rowPrice, columnPrice } = market
  const width = holder.length
  const best = new Float64Array(width).fill(Infinity)
  const cameFrom = new Int32Array(width).fill(-1)
  const settled = new Uint8Array(width)
  const bump = (row: number, by: number) => (rowPrice[row] = at(rowPrice, row) + by)
  let row = newcomer
  let column = -1
  for (;;) {
    let next = -1
    for (let to = 0; to < width; to++) {
      if (settled[to]) continue
      const price = (costs[row]?.[to] ?? Infinity) - at(rowPrice, row) - at(columnPrice, to)
      if (price < at(best, to)) {
        best[to] = price
        cameFrom[to] = column
      }
      if (next < 0 || at(best, to) < at(best, next)) next = to
    }
    const step = at(best, next)
    bump(newcomer, step)
    for (let to = 0; to < width; to++) {
      if (settled[to]) {
        bump(at(holder, to), step)
        columnPrice[to] = at(columnPrice, to) - step
      } else best[to] = at(best, to) - step
    }
    settled[next] = 1
    column = next
    row = at(holder, next)
    if (row < 0) break
  }
  while (column >= 0) {
    const before = at(cameFrom, column)
    holder[column] = before < 0 ? newcomer : at(holder, before)
    column = before
  }
}

const at = (list: Float64Array | Int32Array, index: number) => list[index] ?? 0
