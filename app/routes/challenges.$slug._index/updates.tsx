import { formatDay, formatTime } from '#app/core/time.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { Section } from '#app/ui/page.tsx'
import { Timeline } from '#app/ui/timeline.tsx'

export const Updates = ({ moments }: ChallengePage) => (
  <Section id="updates" title="Updates and timeline">
    <Timeline
      moments={moments.map(({ at, title, detail, href, state, hasTime }) => ({
        when: hasTime ? `${formatDay(at)}, ${formatTime(at)}` : formatDay(at),
        title: href ? <a href={href}>{title}</a> : title,
        detail,
        state,
      }))}
    />
  </Section>
)
