import { Notice } from './notice.tsx'

/** After somebody asked for a link: the same for every address. */
export const LinkSent = ({ isOutboxOpen }: { isOutboxOpen: boolean }) => (
  <Notice tone="ok" isAnswer title="An email is on its way.">
    <p>
      Open the link in it in this browser, within 10 minutes.
      {isOutboxOpen && (
        <>
          {' '}
          This site sends no email out: <a href="/dev/outbox">read it in the outbox</a>.
        </>
      )}
    </p>
  </Notice>
)
