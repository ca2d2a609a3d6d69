import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Link } from '@react-email/link'
import { Preview } from '@react-email/preview'
import { Text } from '@react-email/text'
import type { ReactNode } from 'react'

/** The colours of design/tokens.css; mail programs do not know custom properties. */
const paper = '#f6f3ec'
const raised = '#fffefb'
const ink = '#14211c'
const muted = '#49554f'
const civic = '#00544a'

const text = {
  fontFamily: 'Arial, Helvetica, sans-serif',
  color: ink,
  fontSize: '18px',
  // A word longer than a line is broken, never the page. The older name is for older mail programs.
  overflowWrap: 'anywhere',
  wordBreak: 'break-word',
} as const
const display = { fontFamily: 'Besley, Georgia, "Times New Roman", serif', color: ink }

type LayoutProps = {
  /** The first words a mail program shows beside the subject. */
  preview: string
  heading: string
  children: ReactNode
  /** Where to do or see it, on this site. */
  link?: { href: string; name: string }
  /** Why this person gets it. */
  reason: string
}

export function Layout({ preview, heading, children, link, reason }: LayoutProps) {
  return (
    <Html lang="en-GB">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: paper, margin: 0, padding: '24px 0' }}>
        <Container
          style={{
            backgroundColor: raised,
            borderTop: `6px solid ${civic}`,
            maxWidth: '600px',
            padding: '24px 28px',
          }}
        >
          <Text style={{ ...display, fontSize: '20px', fontWeight: 700, margin: 0 }}>
            Solve Once
          </Text>
          <Hr style={{ border: 'none', borderTop: `1px solid ${ink}`, margin: '12px 0 24px' }} />
          <Heading as="h1" style={{ ...display, fontSize: '28px', lineHeight: 1.2, margin: 0 }}>
            {heading}
          </Heading>
          {children}
          {link && <LinkButton {...link} />}
          <Hr style={{ border: 'none', borderTop: `1px solid ${ink}`, margin: '32px 0 12px' }} />
          <Text style={{ ...text, color: muted, fontSize: '15px', lineHeight: 1.5, margin: 0 }}>
            {reason} Solve Once is where UK councils share a problem, pool the money and pay for one
            national solution.
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

export const Paragraph = ({ children }: { children: ReactNode }) => (
  <Text style={{ ...text, lineHeight: 1.5, margin: '16px 0 0' }}>{children}</Text>
)

/** A code to type: large, spaced, easy to copy. */
export const Code = ({ children }: { children: string }) => (
  <Text
    style={{
      ...text,
      fontFamily: 'Menlo, Consolas, monospace',
      fontSize: '32px',
      letterSpacing: '0.2em',
      margin: '16px 0 0',
    }}
  >
    {children}
  </Text>
)

/** Something beside the one thing to do. */
export const TextLink = ({ href, children }: { href: string; children: string }) => (
  <Link href={href} style={{ color: civic, textDecoration: 'underline' }}>
    {children}
  </Link>
)

const LinkButton = ({ href, name }: { href: string; name: string }) => (
  <Button
    href={href}
    style={{
      ...text,
      backgroundColor: civic,
      color: '#ffffff',
      fontWeight: 700,
      marginTop: '24px',
      padding: '12px 20px',
      textDecoration: 'none',
    }}
  >
    {name}
  </Button>
)
