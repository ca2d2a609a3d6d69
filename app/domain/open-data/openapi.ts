import { z } from 'zod'
import { API_PATH, endpoints, Problem, type Endpoint } from './endpoints.ts'

type JsonSchema = Record<string, unknown>

const description = `Everything published on this site, to read without a key. Sums are whole pence as JSON
integers. Instants are in UTC; days are London days. Lists come in pages: follow \`links.next\` until it
is null. An answer carries an ETag; send it back as If-None-Match and get 304 while nothing has changed.
Drafts, pitches that were not chosen, email addresses and bank details are never published.`

/** The OpenAPI document, made of the schemas that shape the answers. */
export function openApiDocument(origin: string) {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Solve Once',
      version: '1.0.0',
      summary: 'Challenges councils share, the money they pool, and what it pays for',
      description,
      license: {
        name: 'Open Government Licence v3.0',
        url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      },
    },
    externalDocs: { description: 'Downloads and terms', url: `${origin}/open-data` },
    servers: [{ url: `${origin}${API_PATH}` }],
    security: [],
    paths: Object.fromEntries(
      Object.entries(endpoints).map(([id, endpoint]) => [
        endpoint.path,
        { get: operation(id, endpoint) },
      ]),
    ),
    components: { schemas: componentSchemas() },
  }
}

function operation(operationId: string, endpoint: Endpoint) {
  const { summary, parameters, parameter, path, answer } = endpoint
  const inPath = /\{(\w+)\}/.exec(path)?.[1]
  return {
    operationId,
    summary,
    tags: [path.split('/')[1]],
    parameters: [
      ...(inPath ? [pathParameter(inPath, parameter)] : []),
      ...(parameters ? queryParameters(parameters) : []),
    ],
    responses: {
      200: {
        description: summary,
        headers: { ETag: { schema: { type: 'string' } } },
        content: { 'application/json': { schema: { $ref: refTo(answer) } } },
      },
      304: { description: 'Not changed since the ETag that was sent.' },
      400: problem('The query is wrong: an unknown parameter, or a cursor of another list.'),
      503: problem('The service is away for a moment. Retry-After says when to ask again.'),
      ...(inPath && { 404: problem('There is no such thing, or it is not published.') }),
    },
  }
}

const problem = (what: string) => ({
  description: what,
  content: { 'application/problem+json': { schema: { $ref: refTo(Problem) } } },
})

const pathParameter = (name: string, about: string | undefined) => ({
  name,
  in: 'path',
  required: true,
  description: about,
  schema: { type: 'string' },
})

function queryParameters(parameters: z.ZodObject) {
  const { properties = {} } = z.toJSONSchema(parameters, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => {
    const { description: about, ...schema } = property as JsonSchema
    return { name, in: 'query', required: false, description: about, schema }
  })
}

const idOf = (schema: z.ZodType) => schema.meta()?.id ?? ''
const refTo = (schema: z.ZodType) => `#/components/schemas/${idOf(schema)}`

/** The named schemas of every answer and all they are made of. */
function componentSchemas(): Record<string, JsonSchema> {
  const answers = [...Object.values(endpoints).map(({ answer }) => answer), Problem]
  const all = z.object(Object.fromEntries(answers.map((answer) => [idOf(answer), answer])))
  const text = JSON.stringify(z.toJSONSchema(all, { io: 'output' }).$defs ?? {})
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Record<
    string,
    JsonSchema
  >
}
