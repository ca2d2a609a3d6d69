import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Look = {
  look?: 'main' | 'second' | 'band' | 'ghost' | undefined
  isSmall?: boolean | undefined
  isWide?: boolean | undefined
}

const classOf = ({ look = 'main', isSmall, isWide }: Look) =>
  ['btn', look !== 'main' && `btn--${look}`, isSmall && 'btn--small', isWide && 'btn--wide']
    .filter(Boolean)
    .join(' ')

type ButtonProps = Look & { children: ReactNode } & Pick<
    ButtonHTMLAttributes<HTMLButtonElement>,
    'name' | 'value' | 'formAction' | 'type' | 'disabled' | 'form' | 'formMethod'
  >

/** A verb and its object, with the sum if money moves. One solid button per view. */
export const Button = ({ look, isSmall, isWide, children, ...attributes }: ButtonProps) => (
  <button className={classOf({ look, isSmall, isWide })} {...attributes}>
    {children}
  </button>
)

type ButtonLinkProps = Look & { href: string; children: ReactNode; download?: boolean }

export const ButtonLink = ({ href, children, download, ...look }: ButtonLinkProps) => (
  <a className={classOf(look)} href={href} download={download}>
    {children}
  </a>
)

export const Buttons = ({ children }: { children: ReactNode }) => (
  <div className="btns">{children}</div>
)
