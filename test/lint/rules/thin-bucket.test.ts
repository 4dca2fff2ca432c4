import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'thin-bucket'
const config = (batch: string): string => `//- train.toml\npretrained_model_name_or_path = "base.safetensors"\nnetwork_module = "networks.lora"\nenable_bucket = true\nresolution = "1024,1024"\nmax_bucket_reso = 2048\ncaption_extension = ".txt"\n${batch}\n`
const images = (repeats: number): string => `//- ${repeats}_a/{1..8}.png\n//- ${repeats}_a/{1..8}.txt\nx\n//- ${repeats}_a/9.png\n1536x640\n`

describe('thin-bucket', () => {
  it('names the buckets that do not fill one batch', async () => {
    const { problems } = await checkDataset(`${config('train_batch_size = 4')}${images(1)}! . thin-bucket`, { rule })
    assert.deepEqual(messagesOf(problems), ['1 of 2 buckets hold fewer samples than a batch of 4, so that their images weigh more: 1536×640 (1)'])
  })

  it('counts repeats', async () => {
    await checkDataset(config('train_batch_size = 4') + images(4), { rule })
  })

  it('takes the batch size of each dataset of a configuration', async () => {
    const toml = (size: number): string => `//- dataset.toml\n[general]\nenable_bucket = true\n[[datasets]]\nresolution = 1024\nbatch_size = ${size}\nmax_bucket_reso = 2048\n[[datasets.subsets]]\nimage_dir = "1_a"\ncaption_extension = ".txt"\n`
    await checkDataset(`${toml(2)}${images(1)}! . thin-bucket`, { rule })
    await checkDataset(toml(1) + images(1), { rule })
  })

  it('says nothing where no training file names a batch size', async () => {
    await checkDataset(images(1), { rule })
    await checkDataset(config('') + images(1), { rule })
  })
})
