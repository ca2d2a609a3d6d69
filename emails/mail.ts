import type { ReactElement } from 'react'

/** What every template gives. The plain text of a message is made from its body. */
export type Mail = { template: string; subject: string; body: ReactElement }
