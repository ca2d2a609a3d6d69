import type { Story } from './story.ts'

/** In three areas with a mayor, so the Digital Devolution Dividend adds to some of it. */
export const withJavaScript: Story = {
  title: 'Ask for each fact once and keep it',
  shortTitle: 'Facts asked once',
  lead: { officer: 'priya-nair', approver: 'margaret-osei' },
  coSigners: ['helen-marsh', 'stephen-obi', 'anita-desai', 'emily-foss', 'yusuf-adeyemi'],
  targetPounds: '120,000',
  pledges: [
    { officer: 'priya-nair', pounds: '9,999' },
    { officer: 'helen-marsh', approver: 'tom-ackroyd', pounds: '40,001', isSigned: true },
    { officer: 'anita-desai', pounds: '7,000' },
    { officer: 'emily-foss', approver: 'martin-hollis', pounds: '13,000', isSigned: true },
  ],
  pledgedPence: 7_000_000,
  matchedPence: 5_000_000,
  closes: 'early',
  winner: {
    founder: 'ruth-okafor',
    firm: 'Fernhill Labs',
    milestones: ['72,345.67', '47,654.33'],
  },
  loser: { founder: 'imogen-cross', firm: 'Nestbox Data' },
  assessors: ['priya-nair', 'helen-marsh'],
  paidPence: 7_234_567,
  firstApprover: 'gareth-ashworth',
  secondApprover: 'idris-bello',
}

/** Led from a county without a mayor; an area's limit stops part of the match. */
export const withoutJavaScript: Story = {
  ...withJavaScript,
  title: 'Tell people when their repair is due',
  shortTitle: 'Repairs on time',
  lead: { officer: 'joanna-reeve', approver: 'neil-castleton' },
  coSigners: ['stephen-obi', 'amira-siddiq', 'callum-reid', 'rachel-doyle', 'elin-prys'],
  targetPounds: '130,000',
  pledges: [
    { officer: 'joanna-reeve', pounds: '10,000' },
    { officer: 'stephen-obi', approver: 'julie-hartley', pounds: '60,000', isSigned: true },
    { officer: 'callum-reid', pounds: '10,000' },
  ],
  pledgedPence: 8_000_000,
  matchedPence: 5_000_000,
  closes: 'at its deadline',
  winner: {
    founder: 'fiona-drummond',
    firm: 'Plainly Software',
    milestones: ['50,000.01', '79,999.98'],
  },
  loser: { founder: 'aoife-magee', firm: 'Ropewalk Records' },
  assessors: ['joanna-reeve', 'stephen-obi'],
  paidPence: 5_000_001,
}
