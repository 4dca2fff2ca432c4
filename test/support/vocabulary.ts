import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { joinVocabulary } from '../../server/src/tags/check-vocabulary'
import { parseExclusiveSets } from '../../server/src/tags/exclusive'
import { parseMergeFamilies } from '../../server/src/tags/merge-families'
import { indexSearch } from '../../server/src/tags/search-index'
import { buildTagIndex } from '../../server/src/tags/tag-index'
import { parseVocabulary } from '../../server/src/tags/vocabulary'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { loadTokenizer } from '../tokens/load-tokenizer'

const FOLDER = join(__dirname, '../../server/vocabulary')

/** Just enough tags for the tests of rules. */
const SMALL = `
[person-count]  Person count  人数  use N
1girl  6.0M  1个女孩  = 1girls
1boy  1.4M  1个男孩
2girls  1.0M  2个女孩  > multiple girls
multiple girls  1.5M  多个女孩
solo  5.0M  单人
no humans  150K  无人
multiple views  160K  多视角

[hair]  Hair  头发  use I
long hair  4.4M  长发  = longhair
very long hair  950K  超长发  > long hair
medium hair  380K  中长发
short hair  2.3M  短发
blonde hair  1.5M  金发  = blond hair, yellow hair
black hair  1.5M  黑发
brown hair  1.5M  棕发
grey hair  680K  灰发  = gray hair
blue hair  860K  蓝发
white hair  700K  白发
two-tone hair  240K  双色发  > multicolored hair
multicolored hair  690K  多色发
ponytail  600K  马尾
hair ribbon  600K  发带

[eyes]  Eyes  眼  use I
blue eyes  1.8M  蓝眼
red eyes  1.3M  红眼
aqua eyes  180K  水色眼
glowing eyes  46K  发光眼
heterochromia  110K  异色瞳

[ears]  Ears  耳  use I
cat ears  280K  猫耳
dog ears  59K  犬耳

[face]  Face  脸  use V
smile  2.9M  微笑
open mouth  2.4M  张嘴
closed mouth  1.2M  闭嘴
closed eyes  710K  闭眼  = eyes closed
one eye closed  430K  闭一只眼  = wink
looking at viewer  3.3M  看向观者
facing viewer  62K  面向观者
standing  900K  站立
lying  450K  躺
on back  250K  仰卧  > lying
sitting  940K  坐

[clothes]  Clothes  衣服  use O
shirt  1.8M  衬衫
white shirt  840K  白衬衫  > shirt
collared shirt  450K  有领衬衫  > shirt
skirt  1.6M  裙子
black skirt  300K  黑裙  > skirt
pleated skirt  500K  百褶裙  > skirt
miniskirt  260K  迷你裙  > skirt
black footwear  290K  黑鞋
knee boots  65K  及膝靴  > boots
boots  460K  靴子
maid  150K  女仆
apron  160K  围裙
maid headdress  140K  女仆头饰

[scene]  Scene  场景  use B
outdoors  540K  室外
indoors  360K  室内
simple background  1.8M  简单背景
white background  1.5M  白色背景
day  340K  白天
night  120K  夜
portrait  82K  肖像
upper body  770K  上半身
full body  810K  全身

[medium]  Medium  画材  use S
watercolor (medium)  15K  水彩
sketch  150K  草图

[animal]  Animals  动物  use B
cat  81K  猫
black cat  14K  黑猫  > cat
hat  1.2M  帽子

[quality]  Quality  质量  use M
masterpiece  -  杰作  !meta
highres  5.3M  高分辨率  !meta
score_9  -  评分九  !meta
bangs  -  刘海  !deprecated

[names]  Names  名字  use I
hatsune miku  120K  初音未来  = miku  !character
rare heroine  300  稀有角色  !character
vocaloid  150K  歌声合成  !copyright
`

/** The tests' own small vocabulary with the product's exclusive sets and merge families. */
export const smallKnowledge: Knowledge = makeKnowledge([{ file: 'small.txt', parsed: parseVocabulary(SMALL) }])

/** The product's whole vocabulary; read when first asked for. */
export function realKnowledge(): Knowledge {
  return (real ??= makeKnowledge(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.txt') && !['exclusive.txt', 'merge.txt'].includes(name))
      .sort()
      .map((file) => ({ file, parsed: parseVocabulary(readFileSync(join(FOLDER, file), 'utf8')) })),
  ))
}

/** The same with the tokenizer. */
export async function fullKnowledge(): Promise<Knowledge> {
  return { ...realKnowledge(), tokenizer: await loadTokenizer() }
}

let real: Knowledge | undefined

function makeKnowledge(files: Parameters<typeof joinVocabulary>[0]): Knowledge {
  const { groups, records } = joinVocabulary(files)
  const tags = buildTagIndex([{ id: 'vocabulary', records }])
  const { sets: exclusive } = parseExclusiveSets(readFileSync(join(FOLDER, 'exclusive.txt'), 'utf8'))
  const { families: merge } = parseMergeFamilies(readFileSync(join(FOLDER, 'merge.txt'), 'utf8'))
  return { tags, search: indexSearch(tags.table), groups, exclusive, merge, sources: [], tokenizer: undefined, ready: true }
}
