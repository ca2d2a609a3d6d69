import net from 'node:net'
import { Link, type Wanted } from './link.ts'
import { momentOf, type Armed } from './cuts.ts'
import type { Moment } from './verbs.ts'

/** Stands between one process of the site and PostgreSQL, and breaks what passes when it is told to. */
export class FaultProxy {
  private readonly server = net.createServer((client) => this.accept(client))
  private readonly links = new Set<Link>()
  private armed: Armed[] = []
  isOpen = true

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

  /** The first armed fault that fits what is going on; it fires once. */
  find(moment: Moment, verb: string | undefined): Armed | undefined {
    const place = this.armed.findIndex(
      (one) => momentOf[one.cut] === moment && (!one.verb || one.verb === verb),
    )
    return place < 0 ? undefined : this.armed.splice(place, 1)[0]
  }

  private accept(client: net.Socket) {
    if (!this.isOpen) return void client.destroy()
    const link = new Link(client, this)
    this.links.add(link)
    client.on('close', () => this.links.delete(link))
  }

  cutAll() {
    for (const link of this.links) link.cut()
  }

  close() {
    this.cutAll()
    return new Promise<void>((resolve) => this.server.close(() => resolve()))
  }
}
