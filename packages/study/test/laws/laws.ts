import type { Law } from './law.js';
import { activation } from './law-activation.js';
import { bleaching } from './law-bleaching.js';
import { cortactin, fewCells, phases } from './law-cortactin.js';
import { exposure } from './law-exposure.js';
import { crossLinking, density } from './law-film.js';
import { scaffolded, signs } from './law-genotypes.js';
import { feedback, inhibition } from './law-inhibition.js';
import { dose, isoformRatio } from './law-isoforms.js';
import { podosomeLife, podosomes, turnover } from './law-podosomes.js';
import { block, doseOfMmp2, mmp14, threeAnswers } from './law-radiation.js';
import { recruitment } from './law-recruitment.js';
import { anchor, lasting, needs } from './law-requirements.js';
import { onAndOff, together } from './law-signals.js';
import { secretion, support } from './law-vesicles.js';

/** The laws that an ensemble is judged by. */
export const laws: readonly Law[] = [
  {
    id: '1',
    title: 'order of recruitment; without beta1 integrin or SHIP2 young sites stay, those that last and degrade go',
    parts: [recruitment],
  },
  {
    id: '2',
    title: 'nothing without N-WASP, Arp2/3, Cdc42 or Nck1; without Tks5 none in Src-3T3, unstable ones in MTLn3',
    parts: [needs, anchor, lasting],
  },
  { id: '3', title: 'bleached MT1-MMP comes back in two parts, and not without transport', parts: [bleaching] },
  {
    id: '4',
    title: 'without proteolysis sites persist; fewer do where fragments feed back',
    parts: [inhibition, feedback],
  },
  { id: '5', title: 'TIMP-2 raises, then lowers the activation of MMP-2; it only lowers cutting', parts: [activation] },
  {
    id: '6',
    title: 'most degradation at some cross-links; more, and closer structures, on a denser film',
    parts: [crossLinking, density],
  },
  {
    id: '7',
    title: 'cortactin raises degradation more than puncta; few cells carry invadopodia at once, more of them in G1',
    parts: [cortactin, fewCells, phases],
  },
  {
    id: '11',
    title:
      'activation, no change and reduction after a dose; MMP-2 with p53, MMP14 without; a block of MMP14 adds to radiation',
    parts: [doseOfMmp2, mmp14, threeAnswers, block],
  },
  {
    id: '12',
    title: 'long over short Tks5 sets activity; invadopodia fall at doses of dasatinib below those that stop growth',
    parts: [isoformRatio, dose],
  },
  { id: '13', title: 'vesicles and invadopodia feed each other', parts: [secretion, support] },
  { id: '14', title: 'what is free orders and judges drugs otherwise than what is in plasma', parts: [exposure] },
  {
    id: '16',
    title: 'podosomes, their number, life, height and needs, come out of a profile alone',
    parts: [podosomes, podosomeLife, turnover],
  },
  {
    id: '17',
    title: 'one loss, two signs; sites with Tks5 and little cortactin; signals beyond their sum; TGF-beta as a switch',
    parts: [signs, scaffolded, together, onAndOff],
  },
];
