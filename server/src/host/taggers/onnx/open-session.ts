import type { InputForm } from '../../../tagging/pixels/prepare'
import type { OnnxOptions, OnnxReply } from './messages'
import type { OnnxRuntime, OnnxSession, ValueMetadata } from './runtime'

export interface OpenedSession {
  readonly session: OnnxSession
  readonly provider: string
  readonly input: string
  readonly output: string
  readonly form: InputForm
  readonly batch: number
}

type Refusal = Extract<OnnxReply, { kind: 'refused' }>

const USUAL_SIZE = 448

/** Opens a model on the first provider that takes it, and reads from it what it wants to be given. */
export async function openSession(runtime: OnnxRuntime, model: string, options: OnnxOptions): Promise<OpenedSession | Refusal> {
  let detail = ''
  for (const provider of providersOf(runtime, options.providers)) {
    try {
      const session = await runtime.InferenceSession.create(model, {
        executionProviders: [provider],
        intraOpNumThreads: options.threads,
        interOpNumThreads: 1,
        graphOptimizationLevel: 'all',
      })
      return describe(session, provider, options)
    } catch (error) {
      detail = error instanceof Error ? error.message : String(error)
    }
  }
  return { kind: 'refused', why: 'model', detail }
}

function providersOf(runtime: OnnxRuntime, wanted: OnnxOptions['providers']): readonly string[] {
  const offered = runtime.listSupportedBackends?.().filter(({ bundled }) => bundled).map(({ name }) => name) ?? []
  // webgpu computes some operators in 16 bits: who wants it says so
  const chosen = wanted === 'auto' ? offered.filter((name) => name !== 'cpu' && name !== 'webgpu') : wanted
  return [...new Set([...chosen, 'cpu'])]
}

function describe(session: OnnxSession, provider: string, { tags, resample, range, batch }: OnnxOptions): OpenedSession | Refusal {
  const [input] = session.inputMetadata ?? []
  const name = session.inputNames[0]
  const shape = input?.shape
  if (name === undefined || !shape || shape.length !== 4 || input.type !== 'float32' || session.inputNames.length !== 1) {
    return { kind: 'refused', why: 'form', detail: `${session.inputNames.join()} ${input?.type ?? ''} [${shape?.join() ?? ''}]` }
  }
  const layout = shape[1] === 3 && shape[3] !== 3 ? 'nchw' : 'nhwc'
  const [high, wide] = layout === 'nhwc' ? [shape[1], shape[2]] : [shape[2], shape[3]]
  if (typeof high === 'number' && typeof wide === 'number' && high !== wide) return { kind: 'refused', why: 'form', detail: `[${shape.join()}]` }
  const output = chooseOutput(session, tags)
  if (output === undefined) {
    const places = (session.outputMetadata ?? []).map(({ shape: dims }) => String(dims?.at(-1))).join()
    return { kind: 'refused', why: 'list', detail: places }
  }
  const size = typeof high === 'number' ? high : typeof wide === 'number' ? wide : USUAL_SIZE
  const fixed = shape[0]
  return { session, provider, input: name, output, form: { size, layout, range, resample }, batch: typeof fixed === 'number' ? fixed : batch }
}

/** The output with a place for each tag of the list; one that does not say its size may be it. */
function chooseOutput({ outputMetadata = [], outputNames }: OnnxSession, tags: number): string | undefined {
  const last = ({ shape }: ValueMetadata): number | string | undefined => shape?.at(-1)
  const found = outputMetadata.find((value) => last(value) === tags) ?? outputMetadata.find((value) => typeof last(value) === 'string')
  return found?.name ?? (outputMetadata.length === 0 ? outputNames[0] : undefined)
}
