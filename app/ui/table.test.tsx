import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DataTable } from './table.tsx'

test('what a cell shows together stays one thing, which a small screen sets beside its heading', () => {
  const html = renderToStaticMarkup(
    <DataTable
      rows={['Ann']}
      keyOf={(name) => name}
      columns={[
        { name: 'Subject', show: () => 'Hello' },
        {
          name: 'To',
          show: (name) => (
            <>
              {name}
              <br />
              ann@leeds.example
            </>
          ),
        },
        { name: 'When', show: () => 'Today' },
      ]}
    />,
  )

  expect(html).toContain('data-l="To"><div>Ann<br/>ann@leeds.example</div></td>')
  expect(html).toContain('data-l="When">Today</td>')
})
