import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import { modelFacts } from '../../trainer/models'
import { firstDataset, type PlanWriter, type WriterInput } from './parts/writer'
import { promptLines } from './sample-prompts'

/** A configuration of ai-toolkit. Its steps are those of the plan. */
export const aiToolkit: PlanWriter = {
  id: 'ai-toolkit',
  title: say`Configuration of ai-toolkit`,
  refuses: ({ plan }) => (BASES[modelFacts(plan.model.value).family] ? undefined : say`ai-toolkit does not train this model by this export`),
  files: (input) => [{ path: 'ai-toolkit.yaml', fresh: () => freshText(input) }],
}

const BASES: Readonly<Partial<Record<string, { readonly name: string; readonly lines: readonly string[]; readonly flow: boolean }>>> = {
  sd15: { name: 'stable-diffusion-v1-5/stable-diffusion-v1-5', lines: [], flow: false },
  sdxl: { name: 'stabilityai/stable-diffusion-xl-base-1.0', lines: ['is_xl: true'], flow: false },
  sd3: { name: 'stabilityai/stable-diffusion-3.5-large', lines: ['is_v3: true'], flow: true },
  flux: { name: 'black-forest-labs/FLUX.1-dev', lines: ['is_flux: true', 'quantize: true'], flow: true },
}

function freshText(input: WriterInput): string {
  const { plan } = input
  const base = BASES[modelFacts(plan.model.value).family] ?? { name: '', lines: [], flow: false }
  const dataset = firstDataset(input)
  const [width, height] = dataset?.resolution.value ?? [512, 512]
  const name = input.outputName ?? (input.root.split('/').at(-1) || 'lora')
  const noise = base.flow ? 'flowmatch' : 'ddpm'
  const prompts = promptLines(input).map((line) => line.split(' --')[0] ?? '')
  return [
    '---',
    'job: extension',
    'config:',
    `  name: ${quote(name)}`,
    '  process:',
    "    - type: 'sd_trainer'",
    `      training_folder: ${quote(input.outputFolder ?? joinPath(input.root, 'output'))}`,
    '      device: cuda:0',
    '      network:',
    `        type: ${quote(plan.network.kind.value === 'lokr' ? 'lokr' : 'lora')}`,
    `        linear: ${plan.network.dim.value}`,
    `        linear_alpha: ${plan.network.alpha.value}`,
    ...(plan.network.kind.value === 'locon' ? [`        conv: ${plan.network.convDim.value}`, `        conv_alpha: ${plan.network.convAlpha.value}`] : []),
    '      save:',
    '        dtype: float16',
    `        save_every: ${Math.max(1, Math.ceil(plan.steps.real.value / 10))}`,
    '        max_step_saves_to_keep: 10',
    '      datasets:',
    ...input.folders.flatMap(({ path, captions, repeats, regularization, classTokens, uncaptioned }) => [
      `        - folder_path: ${quote(path)}`,
      `          caption_ext: ${quote(captions.extension.replace(/^\./, ''))}`,
      ...(uncaptioned && classTokens !== '' ? [`          default_caption: ${quote(classTokens)}`] : []),
      `          num_repeats: ${Math.max(1, Math.round(repeats))}`,
      ...(regularization ? ['          is_reg: true'] : []),
      `          shuffle_tokens: ${captions.options.shuffleCaption ?? false}`,
      ...(captions.options.keepTokens ? [`          keep_tokens: ${captions.options.keepTokens}`] : []),
      '          cache_latents_to_disk: true',
      `          resolution: [ ${Math.round(Math.sqrt(width * height))} ]`,
    ]),
    '      train:',
    `        batch_size: ${dataset?.batch.value ?? 1}`,
    `        steps: ${plan.steps.real.value}`,
    `        gradient_accumulation_steps: ${plan.accumulation.value}`,
    '        train_unet: true',
    `        train_text_encoder: ${plan.network.textEncoder.value}`,
    '        gradient_checkpointing: true',
    `        noise_scheduler: ${quote(noise)}`,
    "        optimizer: 'adamw8bit'",
    `        lr: ${plan.rates.unet.value}`,
    '        dtype: bf16',
    '      model:',
    `        name_or_path: ${quote(input.baseModel ?? base.name)}`,
    ...base.lines.map((line) => `        ${line}`),
    '      sample:',
    `        sampler: ${quote(noise)}`,
    `        sample_every: ${Math.max(1, Math.ceil(plan.steps.real.value / 10))}`,
    `        width: ${width}`,
    `        height: ${height}`,
    ...(prompts.length > 0 ? ['        prompts:', ...prompts.map((prompt) => `          - ${quote(prompt)}`)] : []),
    "        neg: ''",
    '        seed: 42',
    `        guidance_scale: ${base.flow ? 4 : 7}`,
    '        sample_steps: 20',
    'meta:',
    "  name: '[name]'",
    "  version: '1.0'",
    '',
  ].join('\n')
}

/** Single quotes of YAML take every character; one of their own is written twice. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
