import type { ReactNode } from 'react'
import { inGroups } from '#app/domain/auth/authenticator.ts'
import { TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { Notice } from './notice.tsx'

type CodeFieldProps = {
  name?: string
  result: FormResult | undefined
  label: string
  hint?: ReactNode
  /** What the person's authenticator would show; never outside a demonstration. */
  demonstrationCode: string | undefined
}

/** Asks for a code. In the demonstration it says which, since nobody there has the authenticator. */
export const CodeField = ({
  name = 'code',
  result,
  label,
  hint,
  demonstrationCode,
}: CodeFieldProps) => (
  <>
    {demonstrationCode && (
      <Notice>
        <p>
          <strong>Demonstration:</strong> your authenticator would show{' '}
          <strong className="one-time-code">{demonstrationCode}</strong>
        </p>
      </Notice>
    )}
    <TextField
      name={name}
      label={label}
      hint={hint}
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={50}
      width="mid"
      error={errorOf(result, name)}
      defaultValue={valueOf(result, name)}
    />
  </>
)

type Squares = { size: number; path: string }

/** The squares that a camera reads. Dark on light in both colour schemes, since many cameras read nothing else. */
export const CameraSquares = ({ squares: { size, path } }: { squares: Squares }) => (
  <svg
    className="camera-squares"
    viewBox={`0 0 ${size} ${size}`}
    role="img"
    aria-label="QR code of your key. The key is below as text, too."
    shapeRendering="crispEdges"
  >
    <path className="camera-squares__light" d={`M0 0h${size}v${size}H0z`} />
    <path className="camera-squares__dark" d={path} />
  </svg>
)

/** Shown once. */
export const RecoveryCodes = ({ codes }: { codes: string[] }) => (
  <ul className="recovery-codes plain">
    {codes.map((code) => (
      <li key={code}>{inGroups(code)}</li>
    ))}
  </ul>
)
