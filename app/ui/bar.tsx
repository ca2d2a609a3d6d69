import type { BarKind, DrawnSegment } from './bar-geometry.ts'

export type BarSize = 'thin' | 'normal' | 'tall'

type BarProps = {
  /** The whole story in words and figures; the picture is hidden from screen readers. */
  label: string
  parts: DrawnSegment[]
  size?: BarSize
  /** Where the target's flag stands, in percent. */
  goalAt?: number | undefined
  stretchAt?: number | undefined
  lapsed?: boolean
}

const fills: Partial<Record<BarKind, string>> = {
  match: 'url(#tex-match)',
  committed: 'url(#tex-match)',
  await: 'url(#tex-await)',
  reserved: 'url(#tex-reserved)',
}

/** One horizontal bar of money. Say the figures beside it: none are drawn inside. */
export function Bar({ label, parts, size = 'normal', goalAt, stretchAt, lapsed }: BarProps) {
  const classes = ['bar', size !== 'normal' && `bar--${size}`, lapsed && 'bar--lapsed']
  return (
    <div className={classes.filter(Boolean).join(' ')} role="img" aria-label={label}>
      <svg width="100%" height="100%" aria-hidden="true" focusable="false">
        <svg width="100%" height="100%">
          <rect className="bar__track" width="100%" height="100%" />
        </svg>
        {parts.map((part, place) => (
          <Segment key={part.kind} part={part} lapsed={lapsed} isFirst={place === 0} />
        ))}
        {stretchAt !== undefined && <Goal at={stretchAt} isStretch />}
        {goalAt !== undefined && <Goal at={goalAt} />}
      </svg>
    </div>
  )
}

function Segment(props: { part: DrawnSegment; isFirst: boolean; lapsed?: boolean | undefined }) {
  const { kind, x, width } = props.part
  const fill = props.lapsed && kind === 'match' ? 'url(#tex-lapsed)' : fills[kind]
  return (
    <svg className={`bar__part ${kind}`} x={`${x}%`} width={`${width}%`} height="100%">
      <rect width="100%" height="100%" fill={fill} />
      {!props.isFirst && <rect className="bar__gap" width="2" height="100%" />}
    </svg>
  )
}

function Goal({ at, isStretch }: { at: number; isStretch?: boolean }) {
  return (
    <svg
      className={`bar__goal${isStretch ? ' bar__goal--stretch' : ''}`}
      x={`${at}%`}
      height="100%"
    >
      <rect x="-4" y="-8" width="4" height="44" />
      <path d="M-16 -8h12v10l-6-5z" />
    </svg>
  )
}

/** The small square of a legend, in the same colour and texture as its segment. */
export const Key = ({ kind }: { kind: BarKind | 'left' }) => (
  <i className={`key ${kind}`} aria-hidden="true" />
)

/** The patterns every bar fills itself with. The layout draws them once a page. */
export function Textures() {
  const tile = { patternUnits: 'userSpaceOnUse' } as const
  return (
    <svg className="textures" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="tex-match" width="7" height="7" patternTransform="rotate(45)" {...tile}>
          <rect className="ground-match" width="7" height="7" />
          <rect className="line-match" x="5" width="2" height="7" />
        </pattern>
        <pattern id="tex-await" width="6" height="6" {...tile}>
          <rect className="ground-await" width="6" height="6" />
          <circle className="dot-await" cx="3" cy="3" r="1.7" />
        </pattern>
        <pattern id="tex-reserved" width="7" height="7" {...tile}>
          <rect className="ground-reserved" width="7" height="7" />
          <circle className="dot-reserved" cx="3.5" cy="3.5" r="1.6" />
        </pattern>
        <pattern id="tex-lapsed" width="6" height="6" patternTransform="rotate(45)" {...tile}>
          <rect className="line-lapsed" x="5" width="1" height="6" />
        </pattern>
      </defs>
    </svg>
  )
}
