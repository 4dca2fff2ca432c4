import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

export interface Tag {
  readonly id: number
  readonly name: string
  readonly category: number
  readonly posts: number
}

export interface Relation {
  readonly id: number
  readonly from: string
  readonly to: string
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Imitates a booru's API, and any file at other paths, on 127.0.0.1. Faults are served first, one a request. */
export class BooruServer {
  readonly requests: { path: string; agent: string | undefined; at: number }[] = []
  readonly faults: (Handler | undefined)[] = []
  readonly files = new Map<string, Buffer>()
  /** Rows of a page, where it is smaller than asked for. */
  pageSize = Infinity
  busy = 0
  mostBusy = 0
  private readonly sockets = new Set<Socket>()
  private readonly server = http.createServer((request, response) => this.serve(request, response))

  constructor(
    private readonly tags: readonly Tag[] = [],
    private readonly aliases: readonly Relation[] = [],
    private readonly implications: readonly Relation[] = [],
    private readonly now: () => number = () => 0,
  ) {}

  async start(): Promise<this> {
    this.server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
    })
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    this.requests.push({ path: request.url ?? '', agent: request.headers['user-agent'], at: this.now() })
    this.mostBusy = Math.max(this.mostBusy, ++this.busy)
    response.once('close', () => this.busy--)
    const fault = this.faults.shift()
    if (fault) fault(request, response)
    else this.answer(request, response)
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', this.url)
    const file = this.files.get(url.pathname)
    if (file) return void response.writeHead(200, { 'content-length': file.length }).end(file)
    const items = this.itemsOf(url)
    if (!items) return void response.writeHead(404).end('not found')
    const after = Number(/^a(\d+)$/.exec(url.searchParams.get('page') ?? '')?.[1] ?? NaN)
    const limit = Math.min(Number(url.searchParams.get('limit')), 1000, this.pageSize)
    // as Danbooru does: the ones above in rising order, then shown with the highest first
    const page = items.filter((item) => item.id > after).sort((a, b) => a.id - b.id).slice(0, limit).reverse()
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(page)))
  }

  private itemsOf({ pathname, searchParams }: URL): { id: number }[] | undefined {
    const relations = (rows: readonly Relation[]) => rows.map(({ id, from, to }) => ({ id, antecedent_name: from, consequent_name: to }))
    if (pathname === '/tag_aliases.json' && searchParams.get('search[status]') === 'active') return relations(this.aliases)
    if (pathname === '/tag_implications.json' && searchParams.get('search[status]') === 'active') return relations(this.implications)
    const least = Number(/^>=(\d+)$/.exec(searchParams.get('search[post_count]') ?? '')?.[1] ?? NaN)
    if (pathname !== '/tags.json') return undefined
    return this.tags.filter(({ posts }) => posts >= least).map(({ posts, ...tag }) => ({ ...tag, post_count: posts }))
  }
}

export const status = (code: number, headers: Record<string, string> = {}): Handler => (_, response) => void response.writeHead(code, headers).end('busy')

export const text = (body: string): Handler => (_, response) => void response.writeHead(200).end(body)

/** Half of what was promised, then the line is cut. */
export const cut: Handler = (_, response) => {
  response.writeHead(200, { 'content-length': 1000 })
  response.write('[{"id":1,"name":"1gi', () => response.destroy())
}

/** Some bytes, and then nothing for ever; calls back when they are on their way. */
export const drip = (sent: () => void): Handler => (_, response) => {
  response.writeHead(200)
  response.write('[', () => setImmediate(sent))
}

/** A proxy that knows CONNECT only; can be told to refuse. */
export async function startProxy(refuseWith?: number): Promise<{ url: string; targets: string[]; stop(): Promise<void> }> {
  const targets: string[] = []
  const sockets = new Set<{ destroy(): void }>()
  const server = http.createServer((_, response) => void response.writeHead(405).end())
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request, client) => {
    targets.push(request.url ?? '')
    if (refuseWith !== undefined) return void client.end(`HTTP/1.1 ${refuseWith} No\r\nContent-Length: 0\r\n\r\n`)
    const { hostname, port } = new URL(`http://${request.url}`)
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    sockets.add(target)
    for (const end of [target, client]) end.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A port of 127.0.0.1 where nobody listens. */
export async function unusedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
