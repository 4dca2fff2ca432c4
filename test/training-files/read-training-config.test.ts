import assert from 'node:assert/strict'
import { readTrainingConfig } from '../../server/src/training-files/read-training-config'
import { optionValues } from '../../server/src/training-files/training-config'
import { checkProblems } from './check-problems'

const check = (marked: string): void => checkProblems(marked, 'config.toml', 'training-config')

describe('a training configuration', () => {
  it('has nothing wrong with numbers written either way, empty texts and false for a text', () =>
    check(`
[a]
pretrained_model_name_or_path = "model.safetensors"
resolution = "512,768"
unet_lr = 1e-4
network_dropout = 0
resume = false
lr_scheduler_type = ""
text_encoder_lr = [5e-5, 1e-5]
max_token_length = 75
[b]
network_module = "lycoris.kohya"
network_args = ["algo=loha", "conv_dim=8"]
`))

  it('is flattened by one level, whatever its sections are called', () => {
    const options = optionValues(readTrainingConfig('seed = 1\n[any]\nnetwork_dim = 8\n[other]\nresolution = "512"\n', 'c.toml'))
    assert.deepEqual([options.number('seed'), options.number('network_dim'), options.text('resolution')], [1, 8, '512'])
  })

  it('tells that the last of two sections counts', () =>
    check(`
[a]
network_dim = 8
^^^^^^^^^^^ repeated-key
[b]
network_dim = 16
[c.d]
   ^ ignored
`))

  it('ignores unknown options silently, so they are told', () =>
    check(`
netwrk_dim = 8
^^^^^^^^^^ unknown-key
num_repeats = 10
^^^^^^^^^^^ other-file
`))

  it('names the near option', () => {
    const near = (line: string): unknown => readTrainingConfig(line, 'c.toml').problems[0]?.near
    assert.deepEqual(near('netwrk_dim = 8'), ['network_dim'])
    assert.deepEqual(near('num_repeats = 8'), ['dataset_repeats'])
    assert.deepEqual(near('batch_size = 8'), ['train_batch_size'])
    assert.deepEqual(near('something_of_my_own = 8'), [])
  })

  it('dies later of values that the command line would have converted', () =>
    check(`
resolution = 512
             ^^^ wrong-type
network_dim = "8"
              ^^^ wrong-type
max_train_epochs = 10.0
                   ^^^^ wrong-type
network_args = "algo=loha"
               ^^^^^^^^^^^ wrong-type
shuffle_caption = "false"
                  ^^^^^^^ wrong-type
learning_rate = true
                ^^^^ wrong-type
`))

  it('proposes the value that was meant', () => {
    const replacement = (line: string): unknown => readTrainingConfig(line, 'c.toml').problems[0]?.replacement
    assert.equal(replacement('resolution = 512'), '"512"')
    assert.equal(replacement('resolution = [512, 768]'), '"512,768"')
    assert.equal(replacement('network_dim = "8"'), '8')
    assert.equal(replacement('network_args = "algo=loha conv_dim=4"'), '["algo=loha", "conv_dim=4"]')
    assert.equal(replacement('shuffle_caption = "false"'), 'false')
    assert.equal(replacement('lr_warmup_steps = 100.0'), '100')
  })

  it('tells values that the trainer does not know', () =>
    check(`
lr_scheduler = "cosin"
               ^^^^^^^ unknown-value
mixed_precision = "fp8"
                  ^^^^^ unknown-value
resolution = "512x768"
             ^^^^^^^^^ unknown-value
lr_warmup_steps = 100.0
                  ^^^^^ out-of-range
caption_dropout_rate = 5
                       ^ out-of-range
`))

  it('looks into the arguments of a known network', () =>
    check(`
network_module = "lycoris.kohya"
network_args = ["algo=lohaa", "preset", "con_dim=4", "made_up_by_me=1"]
                ^^^^^^^^^^^^ unknown-value
                              ^^^^^^^^ unknown-value
                                        ^^^^^^^^^^^ unknown-key
`))

  it('does not judge arguments of a network of one’s own', () =>
    check(`
network_module = "my.network"
network_args = ["con_dim=4"]
`))
})
