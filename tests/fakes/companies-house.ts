import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A company as the register would send it; what is left out it does not send. */
export type FakeCompany = { company_name: string } & Record<string, unknown>

type Fault = (response: ServerResponse) => void
type Wanted = { key: string; port?: number; companies?: Record<string, FakeCompany> }

/** Companies House's Public Data API on this machine, with made-up companies: one path, its key, its ways of saying no. */
export async function startFakeCompaniesHouse({ key, port = 0, companies = {} }: Wanted) {
  const register = new Map(Object.entries(companies))
  const faults: Fault[] = []
  /** Numbers asked about, oldest first. */
  const asked: string[] = []
  const server = createServer((request, response) => {
    const number = /^\/company\/([0-9A-Z]{8})$/.exec(request.url ?? '')?.[1] ?? ''
    if (number) asked.push(number)
    const fault = number ? faults.shift() : undefined
    if (fault) return fault(response)
    const expected = `Basic ${Buffer.from(`${key}:`).toString('base64')}`
    if (request.headers.authorization !== expected)
      return answerWith(response, 401, { error: 'Invalid Authorization', type: 'ch:service' })
    const company = register.get(number)
    if (!company) return answerWith(response, 404, notFound)
    answerWith(response, 200, { company_number: number, ...company })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    key,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    register,
    asked,
    /** The next requests go wrong so, in this order. */
    failNext: (...next: Fault[]) => void faults.push(...next),
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

const notFound = { errors: [{ type: 'ch:service', error: 'company-profile-not-found' }] }

function answerWith(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

/** The ways in which a request goes wrong. */
export const refusedWith =
  (status: number, body = ''): Fault =>
  (response) =>
    void response.writeHead(status, { 'Content-Type': 'text/html' }).end(body)
export const brokenOff: Fault = (response) => void response.destroy()
export const silent: Fault = () => undefined
/** Begins to answer, and never ends. */
export const dripping: Fault = (response) =>
  void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"company_name":')
export const sentElsewhere: Fault = (response) =>
  void response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end()
