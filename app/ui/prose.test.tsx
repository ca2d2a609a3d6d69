import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Prose } from './prose.tsx'

const drawn = (prose: JSX.Element) =>
  /^<div class="prose">(.*)<\/div>$/s.exec(renderToStaticMarkup(prose))?.[1] ?? ''
const shown = (text: string) => drawn(<Prose text={text} />)

test('paragraphs and single line breaks stay as they were typed', () => {
  expect(shown('One line\nand the next.\n\nAnother paragraph.')).toBe(
    '<p>One line<br/>\nand the next.</p>\n<p>Another paragraph.</p>',
  )
})

test('bold words, lists and links are what they look like', () => {
  expect(shown('**Two** things:\n\n- first\n- second')).toBe(
    '<p><strong>Two</strong> things:</p>\n<ul>\n<li>first</li>\n<li>second</li>\n</ul>',
  )
  expect(shown('[the plan](https://council.example/plan)')).toBe(
    '<p><a href="https://council.example/plan" rel="nofollow ugc noopener">the plan</a></p>',
  )
})

test('a heading of any depth stands below the page’s own', () => {
  expect(shown('# Why\n\n##### How')).toBe('<h3>Why</h3>\n<h3>How</h3>')
  expect(drawn(<Prose text="# Why" headings="h4" />)).toBe('<h4>Why</h4>')
})

test('markup that was typed is shown as it was typed, and a picture is a link that fetches nothing', () => {
  expect(shown('a <b>bold</b> word')).toBe('<p>a &lt;b&gt;bold&lt;/b&gt; word</p>')
  expect(shown('![a map](https://evil.test/pixel.png)')).not.toContain('<img')
})

test('words that begin far to the right are words, and a line under others is no heading', () => {
  expect(shown('    moved in')).toBe('<p>moved in</p>')
  expect(shown('Costs\n---')).toBe('<p>Costs</p>\n<hr/>')
})

test.each(['> ', '1. ', '+ ', '>1. '])(
  'J13: %jthree thousand deep is shown as it was typed',
  (piece) => {
    const text = piece.repeat(6_000 / piece.length) + 'end'

    expect(shown(text)).toMatch(/^<p>.*end<\/p>$/s)
  },
)

test.each([100, 750])(
  'J13: bold words in bold words, %i deep, are shown as they were typed',
  (deep) => {
    const text = '**x '.repeat(deep) + ' x**'.repeat(deep)

    expect(shown(text)).toMatch(/^<p>\*\*x .* x\*\*<\/p>$/)
  },
)

test('lists in lists are lists, as deep as anybody writes', () => {
  const text = Array.from({ length: 10 }, (_, depth) => `${'  '.repeat(depth)}- item`).join('\n')

  expect(shown(text).match(/<ul>/g)).toHaveLength(10)
})

test('what looks like the address of a footnote is not lost', () => {
  expect(shown('See [1].\n\n[1]: https://council.example/plan')).toContain(
    'https://council.example/plan',
  )
})

const bad = 'alert(1)'
const schemes = [
  ...[
    'javascript:',
    'JaVaScRiPt:',
    'java\tscript:',
    'java\nscript:',
    ' javascript:',
    '\u0001javascript:',
  ],
  ...[
    'java&#x09;script:',
    '&#106;avascript:',
    '&#x6A;avascript&colon;',
    'javascript&#58;',
    '%6Aavascript:',
  ],
  ...[
    'data:text/html,',
    'data:text/html;base64,',
    'vbscript:',
    'file:///',
    'blob:',
    'view-source:javascript:',
  ],
]
const tags = [
  ...[
    `<script>${bad}</script>`,
    `<img src=x onerror=${bad}>`,
    `<svg/onload=${bad}>`,
    `<svg><script>${bad}</script></svg>`,
  ],
  ...[
    `<iframe srcdoc="<script>${bad}</script>">`,
    `<iframe src="javascript:${bad}">`,
    `<object data="javascript:${bad}">`,
  ],
  ...[
    `<embed src="javascript:${bad}">`,
    '<base href="https://evil.test/">',
    '<form action="https://evil.test/"><button>Go</button>',
  ],
  ...[
    `<a href="javascript:${bad}">x</a>`,
    `<math><mtext><a href="javascript:${bad}">x</a></mtext></math>`,
  ],
  ...[
    '<meta http-equiv="refresh" content="0;url=https://evil.test/">',
    '<link rel="stylesheet" href="https://evil.test/x.css">',
  ],
  ...[
    '<style>@import "https://evil.test/x.css"</style>',
    `<body onload=${bad}>`,
    `<details open ontoggle=${bad}>`,
  ],
  ...[
    `<input autofocus onfocus=${bad}>`,
    `<video><source onerror=${bad}></video>`,
    `<marquee onstart=${bad}>`,
  ],
  ...[
    `<noscript><p title="</noscript><img src=x onerror=${bad}>">`,
    `<template><img src=x onerror=${bad}></template>`,
  ],
  ...[
    `</p><img src=x onerror=${bad}>`,
    `<!--><img src=x onerror=${bad}>-->`,
    `<![CDATA[><img src=x onerror=${bad}>]]>`,
  ],
  ...[
    `<?xml ?><img src=x onerror=${bad}>`,
    `<x style="background:url(javascript:${bad})">`,
    `"><svg onload=${bad}>`,
  ],
]
const around = [
  (url: string) => `[x](${url}${bad})`,
  (url: string) => `[x](<${url}${bad}>)`,
  (url: string) => `<${url}${bad}>`,
  (url: string) => `![x](${url}${bad})`,
  (url: string) => `[x][1]\n\n[1]: ${url}${bad}`,
  (url: string) => `[x](https://a.test "\" onmouseover=${bad} ${url}")`,
]
const within = [
  (tag: string) => tag,
  (tag: string) => `text ${tag} text`,
  (tag: string) => `- ${tag}`,
  (tag: string) => `> ${tag}`,
  (tag: string) => `\`${tag}\``,
  (tag: string) => `# ${tag}`,
  (tag: string) => `[${tag}](https://a.test)`,
]
const payloads = [
  ...schemes.flatMap((scheme) => around.map((put) => put(scheme))),
  ...tags.flatMap((tag) => within.map((put) => put(tag))),
]

/** Every tag that this may write, with every attribute it may have. */
const allowed =
  /<\/?(?:p|strong|em|ul|ol|li|blockquote|code|pre|h3)>|<ol start="\d+">|<(?:br|hr)\/>|<\/a>|<a(?: href="[^"<>]*")? rel="nofollow ugc noopener">/g

test('J3: whatever is typed, nothing of it can run or lead to what runs', () => {
  expect(payloads.length).toBeGreaterThan(250)
  for (const payload of payloads) {
    const html = shown(payload)
    expect(html.replaceAll(allowed, ''), payload).not.toMatch(/[<>]/)
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g))
      expect(['https:', 'http:', 'mailto:'], payload).toContain(schemeOf(href))
  }
})

/** As a browser reads an address, which leaves out tabs and line breaks and knows entities. */
const schemeOf = (href: string) =>
  new URL(href.replaceAll('&amp;', '&').replaceAll('&#x27;', "'"), 'https://site.example').protocol

test.each(['[', '*', '_', '`', '> ', '1. ', '![', '<', '- ', '[a](', '\\', '&', '#'])(
  'J13: six thousand characters of %j take no longer than a few hundred words do to a page',
  (piece) => {
    const took = (text: string) => {
      const started = performance.now()
      shown(text)
      return performance.now() - started
    }
    const words = 'A sentence of words, with **some** of [them](https://a.test) marked.\n\n'
    took(words)

    const usual = Math.max(5, took(words.repeat(84)))

    expect(
      took(piece.repeat(Math.ceil(6_000 / piece.length)).slice(0, 6_000)) / usual,
    ).toBeLessThan(40)
  },
)
