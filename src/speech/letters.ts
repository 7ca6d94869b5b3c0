import type { SpeechLang } from './intents.ts'

/** A spelling, its sounds in the dictionary's alphabet, and whether it counts at a word's end only. Longer ones first. */
type Sound = readonly [spelling: string, sounds: string, where?: 'end']

const read = (text: string): Sound[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => line.trim().split(','))
    .map((one) => {
      const [spelling = '', ...sounds] = one.trim().split(' ')
      return spelling.endsWith('$') ? [spelling.slice(0, -1), sounds.join(' '), 'end'] : [spelling, sounds.join(' ')]
    })

/* Our own, after the commonest readings: for names that no dictionary has. Whoever is misread says so by "sounds like". */
export const LETTERS: Readonly<Record<SpeechLang, readonly Sound[]>> = {
  en: read(`
    tion SH AH N, sch SH, tch CH, igh AY, eau OW, ough AO
    sh SH, ch CH, th TH, ph F, ck K, ng NG, qu K W, wh W, gh G, kn N, wr R, zh ZH
    ee IY, ea IY, oo UW, ou AW, ow OW, oi OY, oy OY, ai EY, ay EY, au AO, aw AO, ei AY, ey IY, ie IY, oa OW, ue UW, eu UW
    ar AA R, er ER, ir ER, or AO R, ur ER
    ce S EH, ci S IH, cy S IY, ge JH EH, gi JH IY
    bb B, cc K, dd D, ff F, gg G, kk K, ll L, mm M, nn N, pp P, rr R, ss S, tt T, zz Z
    e$ , y$ IY, a$ AH, o$ OW, i$ IY
    a AE, b B, c K, d D, e EH, f F, g G, h HH, i IH, j JH, k K, l L, m M, n N, o OW, p P, q K, r R, s S, t T, u AH, v V, w W, x K S, y IY, z Z
  `),
  fr: read(`
    eau au, oin ww in, ain in, ein in, ien yy in, aim in, tion ss yy on, ille ii yy
    ch ch, ph ff, gn gn, qu kk, th tt, ou ou, oi ww aa, au au, ai ai, ei ai, eu eu, on on, om on, an an, am an, en an, em an, in in, im in, un un
    ce ss ee, ci ss ii, cy ss ii, ge jj ee, gi jj ii
    bb bb, cc kk, dd dd, ff ff, gg gg, ll ll, mm mm, nn nn, pp pp, rr rr, ss ss, tt tt, zz zz
    es$ , e$ , s$ , t$ , d$ , x$ , er$ ei
    a aa, b bb, c kk, d dd, e ei, f ff, g gg, h, i ii, j jj, k kk, l ll, m mm, n nn, o oo, p pp, q kk, r rr, s ss, t tt, u uu, v vv, w ww, x kk ss, y ii, z zz
  `),
}

const named = (text: string) => Object.fromEntries(read(text).map(([letter, sounds]) => [letter, sounds]))

export const NAMES_OF_LETTERS: Readonly<Record<SpeechLang, Readonly<Record<string, string>>>> = {
  en: named(
    'b B IY, c S IY, d D IY, f EH F, g JH IY, h EY CH, j JH EY, k K EY, l EH L, m EH M, n EH N, p P IY, q K Y UW, r AA R, s EH S, t T IY, v V IY, w D AH B AH L Y UW, x EH K S, z Z IY',
  ),
  fr: named(
    'b bb ei, c ss ei, d dd ei, f ai ff, g jj ei, h aa ch, j jj ii, k kk aa, l ai ll, m ai mm, n ai nn, p pp ei, q kk uu, r ai rr, s ai ss, t tt ei, v vv ei, w dd ou bb ll vv ei, x ii kk ss, z zz ai dd',
  ),
}
