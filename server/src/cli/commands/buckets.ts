import { escapeMarkdown } from '../../audit/render-markdown'
import { say } from '../../base/message'
import { relativePath } from '../../base/path'
import type { Dataset } from '../../dataset/dataset'
import { layerSettings, type SettingValues } from '../../settings'
import { fitResolution, makeBucketTable, selectBucket, type BucketFit, type BucketOptions, type Size } from '../../trainer/buckets'
import { bucketOptions } from '../../trainer/resolve-buckets'
import { formatOf, hasOption, printJson, valueOf, valuesOf, type Call, type Command, type Format } from '../command'
import { selectImages } from '../../features/select-images'
import { folderArgument, openDataset, type OpenedDataset } from '../open-dataset'
import { DATASET_OPTIONS, type OptionName } from '../options'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { UsageError } from '../usage-error'

interface Picture {
  readonly file?: string
  readonly image: Size
}

type Row = Pick<BucketFit, 'image' | 'bucket' | 'resized' | 'crop' | 'arError' | 'lost'> & { readonly file?: string }

export const buckets: Command = {
  name: 'buckets',
  usage: '[DIR]',
  summary: say`Shows the resolution buckets, and what each image loses in its own`,
  details: [say`Without options the settings of the dataset count, else what is usual for SDXL.`],
  options: ['format', 'size', 'resolution', 'min', 'max', 'step', 'no-upscale', ...DATASET_OPTIONS],

  async run(call) {
    const format = formatOf(call)
    const where = whereOption(call)
    const sizes = valuesOf(call, 'size').map((text) => readSize(text, /^(\d+)[x×,](\d+)$/i, 'size'))
    overridden(call, bucketOptions(layerSettings([]).values))
    refuseMore(call, 1)
    const [folder] = call.positionals
    const opened = folder === undefined ? undefined : await openDataset(call, await folderArgument(call, folder))
    const values = opened?.dataset.settings.values ?? layerSettings([]).values
    const options = overridden(call, bucketOptions(values))
    const pictures: Picture[] = [...(opened ? picturesOf(opened, new Set(selectImages(opened.dataset, opened.knowledge, where ?? (() => true)))) : []), ...sizes.map((image) => ({ image }))]
    const { table, fit } = fitter(options, values)
    const rows = pictures.map(({ file, image }): Row => {
      const { bucket, resized, crop, arError, lost } = fit(image)
      return { ...(file === undefined ? {} : { file }), image, bucket, resized, crop, arError, lost }
    })
    const { resolution, min, max, step, noUpscale } = options
    await call.terminal.write(format === 'json' ? printJson({ resolution, min, max, step, noUpscale, table, images: rows }) : render(table, rows, format))
    return opened?.unreadableSettings === true ? 2 : 0
  },
}

/** Where buckets are off every image goes to the resolution. */
function fitter(options: BucketOptions, values: SettingValues): { readonly table: readonly Size[]; readonly fit: (image: Size) => BucketFit } {
  if (!values['buckets.enabled']) return { table: [options.resolution], fit: (image) => fitResolution(options.resolution, image) }
  const table = makeBucketTable(options)
  return { table, fit: (image) => selectBucket(table, options, image) }
}

/** Images with a header that can be read, folder by folder. */
function picturesOf({ dataset }: OpenedDataset, wanted: ReadonlySet<string>): Picture[] {
  return imagesOf(dataset).flatMap(({ path, header, fault }) => (header && !fault && wanted.has(path) ? [{ file: relativePath(dataset.root, path), image: [header.width, header.height] as const }] : []))
}

function imagesOf(dataset: Dataset) {
  return dataset.folders.flatMap((folder) => dataset.samplesIn(folder.path).flatMap((sample) => sample.images))
}

function overridden(call: Call, options: BucketOptions): BucketOptions {
  const resolution = valueOf(call, 'resolution')
  return {
    resolution: resolution === undefined ? options.resolution : readSize(/^\d+$/.test(resolution) ? `${resolution},${resolution}` : resolution, /^(\d+)[,x×](\d+)$/i, 'resolution'),
    min: sideOption(call, 'min') ?? options.min,
    max: sideOption(call, 'max') ?? options.max,
    step: sideOption(call, 'step') ?? options.step,
    noUpscale: hasOption(call, 'no-upscale') || options.noUpscale,
  }
}

/** Longer sides than any image has would only make a table that nobody can hold. */
const LONGEST = 65_536

function sideOption(call: Call, name: OptionName): number | undefined {
  const given = valueOf(call, name)
  if (given === undefined) return undefined
  const side = /^\d+$/.test(given) ? Number(given) : 0
  if (side < 1 || side > LONGEST) throw new UsageError(say`Option '--${name}' is a number of pixels from 1 to ${LONGEST}; '${given}' is not`)
  return side
}

function readSize(text: string, form: RegExp, name: OptionName): Size {
  const match = form.exec(text)
  const size: Size = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)]
  if (size.some((side) => side < 1 || side > LONGEST)) throw new UsageError(name === 'size' ? say`Option '--size' is width and height in pixels, such as 832x1216; '${text}' is not` : say`Option '--resolution' is one number or width,height, such as 1024 or 832,1216; '${text}' is not`)
  return size
}

function render(table: readonly Size[], rows: readonly Row[], format: Format): string {
  const cells = rows.map(({ file, image, bucket, resized, lost }) => [file ?? '', sizeText(image), sizeText(resized), sizeText(bucket), `${(lost * 100).toFixed(1)} %`])
  const list = `${table.map(sizeText).join(' ')}\n`
  if (format === 'markdown') return [list, '| image | pixels | resized | bucket | cut away |', '| --- | --- | --- | --- | ---: |', ...cells.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |`), ''].join('\n')
  return list + (cells.length > 0 ? '\n' : '') + cells.map(([file = '', image = '', resized = '', bucket = '', lost = '']) => `${image} → ${resized} → ${bucket}  ${lost}${file === '' ? '' : `  ${file}`}\n`).join('')
}

function sizeText(size: Size): string {
  return `${size[0]}x${size[1]}`
}
