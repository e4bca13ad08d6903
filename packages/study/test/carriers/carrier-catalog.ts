import { overlayCatalog } from '@invadolab/model';
import { bodyCatalog } from '../pharmacokinetics/body-catalog.js';

/** Numbers of the invented carrier, in h, L, nm and um. */
export const made = {
  clearance: 0.5,
  volume: 5,
  liver: 0.6,
  delivered: 0.05,
  active: 0.9,
  leak: 0.02,
  release: 0.03,
  loss: 0.01,
  washout: 3,
  tissue: 0.2,
  cut: 0.04,
  enzyme: 5,
  uptake: 0.2,
  escape: 0.02,
} as const;

const number = (value: number | string, unit = '') =>
  `{value: ${value}${unit && ` ${unit}`}, source: {assumed: a test}}`;

/** An invented carrier: with a cut that opens it, a cut that makes it small, or uptake into cells. */
const carrier = (id: string, more: string) => ({
  name: `carriers/${id}.yaml`,
  text: `carrier: ${id}
name: ${id}
status: invented
size: ${number(60, 'nm')}
pharmacokinetics: {clearance: ${number(made.clearance, 'L/h')}, volume: ${number(made.volume, 'L')}}
organs: {liver: ${number(made.liver)}}
release: {plasma: ${number(made.leak, '1/h')}, site: ${number(made.release, '1/h')}}
sites:
  rim:
    delivered: ${number(made.delivered)}
    active: ${number(made.active)}
    volume: ${number(made.tissue, 'L')}
    fluid: ${number(1000, 'um3')}
    pores: ${number(150, 'nm')}
    depth: ${number(50, 'um')}
    loss: ${number(made.loss, '1/h')}
    washout: ${number(made.washout, '1/h')}
dosing:
  anib: {basis: trial, route: bolus, dose: 100 mg, every: 24 h, highest: 200 mg, source: {assumed: a test}}
  strandol: {basis: trial, route: bolus, dose: 100 mg, highest: 200 mg, source: {assumed: a test}}
${more}`,
});

const cut = `trigger: [{pocket: PROTY.cleft, place: dish, amount: PROTY, rate: ${number(made.cut, '1/nM/h')}, usual: ${number(made.enzyme, 'nM')}}]`;

/** Files that are laid over the invented bodies. */
export const carrierFiles = [
  {
    name: 'molecules/more.yaml',
    text: 'PROTY: {name: protein y, role: cuts, location: dish, sources: [made2020]}\n',
  },
  {
    name: 'parts/dish.yaml',
    text: `part: dish
stream: 3
parameters:
  dish_volume: {value: 10, unit: nL, range: [1, 100], source: {assumed: a test}}
  total_PROTY: {value: 5, unit: nM, range: [0, 50], source: {assumed: a test}}
places:
  dish:
    volume: dish_volume
    species: {PROTY: {initial: total_PROTY, unit: nM, molecules: [PROTY]}}
pockets:
  PROTY.cleft: {place: dish, free: free_PROTY, molecule: PROTY}
`,
  },
  {
    name: 'drugs/blockib.yaml',
    text: `drug: blockib
name: blockib
status: invented
molar_mass: {value: 500 g/mol, source: {assumed: a test}}
targets: [{pocket: PROTY.cleft, K: 20 nM, source: {assumed: a test}}]
free_fraction: {plasma: {value: 50 %, source: {assumed: a test}}}
pharmacokinetics:
  clearance: {value: 6 L/h, source: {assumed: a test}}
  volume: {value: 40 L, source: {assumed: a test}}
partition: {rim: {value: 1, source: {assumed: a test}}}
`,
  },
  {
    name: 'drugs/strandol.yaml',
    text: `drug: strandol
name: strandol
status: invented
molar_mass: {value: 500 g/mol, source: {assumed: a test}}
targets: [{pocket: PROTX.site, K: 20 nM, source: {assumed: a test}}]
free_fraction: {plasma: {value: 1, source: {assumed: a test}}}
pharmacokinetics:
  clearance: {value: 6 L/h, source: {assumed: a test}}
  volume: {value: 40 L, source: {assumed: a test}}
partition: {rim: {value: 0, source: {assumed: crosses no membrane}}}
inside: {loss: {value: 0.05 1/h, source: {assumed: a test}}}
`,
  },
  carrier('plain', ''),
  carrier('opened', cut),
  carrier('shrinking', `${cut}\nshrinks_to: ${number(12, 'nm')}\n`),
  carrier('swallowed', `uptake: {rate: ${number(made.uptake, '1/h')}, escape: ${number(made.escape)}}\n`),
];

export const carrierCatalog = overlayCatalog(bodyCatalog, carrierFiles);
