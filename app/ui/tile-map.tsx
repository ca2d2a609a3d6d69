export type TileState = 'pledged' | 'shares' | 'none'
/** A place in the hex layout: the origin is at the top left. */
export type Tile = { gss: string; name: string; column: number; row: number; state: TileState }

const PITCH = 20
const SIDE = 17

/** Even rows, counted from the top, are shifted by half a tile. */
export const placeOf = ({ column, row }: Pick<Tile, 'column' | 'row'>) => ({
  x: 1 + column * PITCH + (row % 2 === 0 ? PITCH / 2 : 0),
  y: 1 + row * PITCH,
})

type TileMapProps = {
  tiles: Tile[]
  /** Counts of councils in words: a county fills several tiles, so tiles cannot be counted. */
  label: string
  /** The same facts as a table. */
  tableHref?: string
}

/** The UK with one tile for each lower-tier or unitary council. */
export function TileMap({ tiles, label, tableHref }: TileMapProps) {
  const width = Math.max(0, ...tiles.map((tile) => placeOf(tile).x)) + SIDE + 2
  const height = Math.max(0, ...tiles.map((tile) => placeOf(tile).y)) + SIDE + 2
  return (
    <div>
      <svg className="tilemap" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {tiles.map((tile) => (
          <TileMark key={tile.gss} tile={tile} />
        ))}
      </svg>
      {tableHref && (
        <p className="small muted">
          <a href={tableHref}>See the map as a table</a>
        </p>
      )}
    </div>
  )
}

function TileMark({ tile }: { tile: Tile }) {
  const { x, y } = placeOf(tile)
  return (
    <>
      <rect
        className={tile.state === 'none' ? 't' : `t ${tile.state}`}
        x={x}
        y={y}
        width={SIDE}
        height={SIDE}
      >
        <title>{tile.name}</title>
      </rect>
      {tile.state === 'shares' && (
        <rect className="dot" x={x + 5.5} y={y + 5.5} width="6" height="6" />
      )}
    </>
  )
}

export const MapKey = () => (
  <div className="map-key">
    <span>
      <KeyTile state="pledged" />
      Pledged money
    </span>
    <span>
      <KeyTile state="shares" />
      Has this problem too
    </span>
    <span>
      <KeyTile state="none" />
      Not yet involved
    </span>
  </div>
)

const KeyTile = ({ state }: { state: TileState }) => (
  <svg className="tilemap" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <rect className={`t ${state}`} x="1" y="1" width="18" height="18" />
    {state === 'shares' && <rect className="dot" x="6.5" y="6.5" width="7" height="7" />}
  </svg>
)
