import net from 'node:net'
import { Link, type Wanted } from './link.ts'
import { momentOf, type Armed } from './cuts.ts'
import type { Moment } from './verbs.ts'

/** Stands between one process of the site and PostgreSQL, and breaks what passes when it is told to. */
export class FaultProxy {
  private readonly server = net.createServer((client) => this.accept(client))
  private readonly links = new Set<Link>()
  private armed: Armed[] = []
  private first: Armed[] = []
  private isSilent = false

  constructor(readonly wanted: Wanted) {}

  listen() {
    return new Promise<number>((resolve) =>
      this.server.listen(0, '127.0.0.1', () =>
        resolve((this.server.address() as net.AddressInfo).port),
      ),
    )
  }

  arm = (...faults: Armed[]) => void this.armed.push(...faults)
  disarm = () => void (this.armed = [])
  /** For the whole round: before the others, and still when they are disarmed. */
  armWhole = (...faults: Armed[]) => void (this.first = faults)

  /** The first armed fault that fits what is going on; it fires once. */
  find(moment: Moment, verb: string | undefined): Armed | undefined {
    const fits = (one: Armed) => momentOf[one.cut] === moment && (!one.verb || one.verb === verb)
    for (const faults of [this.first, this.armed]) {
      const place = faults.findIndex(fits)
      if (place >= 0) return faults.splice(place, 1)[0]
    }
    return undefined
  }

  private accept(client: net.Socket) {
    const link = new Link(client, this)
    if (this.isSilent) link.hush()
    this.links.add(link)
    client.on('close', () => this.links.delete(link))
  }

  cutAll() {
    for (const link of this.links) link.cut()
  }

  /** Nothing passes any more, and nothing is closed; what was on its way then never speaks again. */
  hush() {
    this.isSilent = true
    for (const link of this.links) link.hush()
  }
  speak = () => void (this.isSilent = false)

  close() {
    this.cutAll()
    return new Promise<void>((resolve) => this.server.close(() => resolve()))
  }
}
