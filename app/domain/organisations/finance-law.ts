/** How the law of a nation names the one officer responsible for a council's money. */
type FinanceLaw = { officer: string; law: string }

const laws: Record<string, FinanceLaw> = {
  Scotland: {
    officer: 'section 95 officer',
    law: 'Local Government (Scotland) Act 1973, s.95',
  },
  'Northern Ireland': {
    officer: 'chief financial officer',
    law: 'Local Government Finance Act (Northern Ireland) 2011, s.1',
  },
}

export const financeLawOf = (nation: string): FinanceLaw =>
  laws[nation] ?? { officer: 'section 151 officer', law: 'Local Government Act 1972, s.151' }
