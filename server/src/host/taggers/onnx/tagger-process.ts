import { Worker } from 'node:worker_threads'
import type { OnnxOptions, OnnxReply, OnnxRequest, PixelReply, PixelRequest } from './messages'
import { openSession, type OpenedSession } from './open-session'
import { loadRuntime, type OnnxRuntime } from './runtime'

/** Answers requests of the parent until it goes away. `script`: of the pixel threads. */
export function runTaggerProcess(script: string): void {
  const send = (reply: OnnxReply): void => void process.send?.(reply)
  let work: Work | undefined
  process.on('message', (request: OnnxRequest) => {
    if (request.kind === 'tag') work?.take(request.id, request.path)
    else void open(request).then((opened) => (work = opened && new Work(script, opened.runtime, opened.session, request.options, send)))
  })
  process.on('disconnect', () => process.exit(0))

  async function open({ runtime: folder, model, options }: Extract<OnnxRequest, { kind: 'open' }>): Promise<{ runtime: OnnxRuntime; session: OpenedSession } | undefined> {
    let runtime: OnnxRuntime
    try {
      runtime = loadRuntime(folder)
    } catch (error) {
      send({ kind: 'refused', why: 'runtime', detail: error instanceof Error ? error.message : String(error) })
      return undefined
    }
    const session = await openSession(runtime, model, options)
    if ('kind' in session) {
      send(session)
      return undefined
    }
    const { provider, form, batch } = session
    // after the threads are there: the first request follows at once
    setImmediate(() => send({ kind: 'opened', provider, size: form.size, layout: form.layout, batch }))
    return { runtime, session }
  }
}

interface Ready {
  readonly id: number
  readonly input: Float32Array<ArrayBuffer>
}

/** Pictures go round the threads in turn; as soon as there are enough of them, or no more under way, the model is run. */
class Work {
  private readonly lanes: readonly Worker[]
  private next = 0
  private underWay = 0
  private ready: Ready[] = []
  private readonly buffers: Float32Array<ArrayBuffer>[] = []
  private running = false

  constructor(
    script: string,
    private readonly runtime: OnnxRuntime,
    private readonly opened: OpenedSession,
    private readonly options: OnnxOptions,
    private readonly send: (reply: OnnxReply) => void,
  ) {
    this.lanes = Array.from({ length: options.lanes }, () => {
      const lane = new Worker(script)
      // the shape of a thread's messages is our own
      lane.on('message', (reply) => this.prepared(reply as PixelReply))
      lane.on('error', (error) => {
        throw error
      })
      return lane
    })
  }

  take(id: number, path: string): void {
    this.underWay++
    const request: PixelRequest = { id, path, form: this.opened.form, buffer: this.buffers.pop() }
    this.lanes[this.next++ % this.lanes.length]?.postMessage(request, request.buffer ? [request.buffer.buffer] : [])
  }

  private prepared(reply: PixelReply): void {
    this.underWay--
    if ('input' in reply) this.ready.push(reply)
    else this.send({ kind: 'fault', id: reply.id, detail: reply.detail })
    void this.infer()
  }

  private async infer(): Promise<void> {
    if (this.running) return
    this.running = true
    try {
      while (this.ready.length >= this.opened.batch || (this.ready.length > 0 && this.underWay === 0)) {
        await this.inferBatch(this.ready.splice(0, this.opened.batch))
        // lets the threads' answers in
        await new Promise((resolve) => setImmediate(resolve))
      }
    } catch (error) {
      this.send({ kind: 'refused', why: 'model', detail: error instanceof Error ? error.message : String(error) })
    } finally {
      this.running = false
    }
  }

  private async inferBatch(batch: readonly Ready[]): Promise<void> {
    const { form, input, output, session, batch: size } = this.opened
    const length = form.size * form.size * 3
    // a model may insist on its number of pictures: the rest stays empty
    const count = isFixed(session.inputMetadata?.[0]?.shape?.[0]) ? size : batch.length
    const [only] = batch
    let data = count === 1 && only ? only.input : new Float32Array(length * count)
    if (data !== only?.input) batch.forEach((ready, at) => data.set(ready.input, at * length))
    const dims = form.layout === 'nhwc' ? [count, form.size, form.size, 3] : [count, 3, form.size, form.size]
    const tensor = new this.runtime.Tensor('float32', data, dims)
    const result = (await session.run({ [input]: tensor }))[output]
    const places = result?.dims.at(-1) ?? 0
    const values = result?.data
    if (!(values instanceof Float32Array) || places !== this.options.tags) {
      this.send({ kind: 'refused', why: 'list', detail: String(places) })
      return
    }
    batch.forEach((ready, at) => this.tell(ready.id, values.subarray(at * places, (at + 1) * places)))
    result?.dispose?.()
    for (const ready of batch) this.buffers.push(ready.input)
  }

  private tell(id: number, raw: Float32Array): void {
    const { output, floor } = this.options
    const places: number[] = []
    const values: number[] = []
    for (let place = 0; place < raw.length; place++) {
      const given = raw[place] ?? 0
      const value = output === 'logits' ? 1 / (1 + Math.exp(-given)) : given
      // a hair above 1 is rounding; a second sigmoid would hide what this tells
      if (!(value >= -0.001 && value <= 1.001)) return this.send({ kind: 'refused', why: 'output', detail: String(value) })
      if (value < floor) continue
      places.push(place)
      values.push(Math.min(1, value))
    }
    this.send({ kind: 'scores', id, places: Int32Array.from(places), values: Float32Array.from(values) })
  }
}

function isFixed(dimension: number | string | undefined): boolean {
  return typeof dimension === 'number'
}
