import { realKnowledge } from '../../support/vocabulary'
import { checkFix, checkLint } from '../check'

const rule = 'unseen-attribute'

describe('unseen-attribute', () => {
  const check = (text: string, settings?: object) => checkLint(text, { rule, settings, knowledge: realKnowledge() })

  it('sees the colour of closed eyes', () => check('1girl, solo, closed eyes, blue eyes\n                          ^^^^^^^^^ unseen-attribute'))
  it('sees shoes in a portrait', () => check('1girl, portrait, smile, black footwear\n                        ^^^^^^^^^^^^^^ unseen-attribute'))
  it('sees socks in an upper body', () => check('1girl, upper body, white socks\n                   ^^^^^^^^^^^ unseen-attribute'))
  it('sees sneakers in a cowboy shot', () => check('1girl, cowboy shot, sneakers\n                    ^^^^^^^^ unseen-attribute'))
  it('sees colours in greyscale', () => check('1girl, greyscale, blonde hair\n                  ^^^^^^^^^^^ unseen-attribute'))
  it('sees a face from behind', () => check('1girl, solo, from behind, facing away, smile\n                                       ^^^^^ unseen-attribute'))
  it('sees a mouth behind a mask', () => check('1girl, mouth mask, open mouth\n                   ^^^^^^^^^^ unseen-attribute'))
  it('removes what cannot be seen', () => checkFix('1girl, closed eyes, blue eyes, solo', '1girl, closed eyes, solo', rule, { knowledge: realKnowledge() }))

  it('says nothing of eyes where there are two persons', () => check('2girls, multiple girls, closed eyes, blue eyes'))
  it('says nothing of one closed eye', () => check('1girl, one eye closed, blue eyes'))
  it('says nothing of several views', () => check('1girl, multiple views, closed eyes, blue eyes, portrait, shoes'))
  it('says nothing of somebody who looks back', () => check('1girl, from behind, facing away, looking back, smile, blue eyes'))
  it('says nothing of boots and stockings in a cowboy shot', () => check('1girl, cowboy shot, thigh boots, black thighhighs, skirt'))
  it('says nothing of feet that come into the picture', () => check('1girl, upper body, lying, on stomach, feet, socks'))
  it('says nothing of shoes that are not worn', () => check('1girl, upper body, unworn shoes, loafers, holding shoes'))
  it('says nothing of spot colours and colour themes', () => {
    check('1girl, greyscale, spot color, red eyes')
    check('1girl, monochrome, blue theme, blue eyes')
  })
  it('says nothing of black, white and grey', () => check('1girl, greyscale, black hair, white shirt, grey eyes'))
  it('says nothing of animals', () => check('no humans, solo, cat, closed eyes, yellow eyes'))
  it('says nothing of kept tags', () => check('1girl, closed eyes, blue eyes', { words: ['blue eyes'] }))
})
