import { checkDataset } from '../check'

const rule = 'byte-order-mark'

describe('byte-order-mark', () => {
  it('sees the mark on disk', async () => {
    await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx\n! 1_a/a.txt byte-order-mark', { rule, prepare: (files) => void files.put('/set/1_a/a.txt', '\uFEFF1girl') })
  })

  it('says nothing of a file without', async () => {
    await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\n1girl', { rule })
  })
})
