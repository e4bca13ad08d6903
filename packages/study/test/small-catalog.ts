import { type Catalog, type CatalogFile, parseCatalog } from '@invadolab/model';

const references = 'made2020: {authors: Maker A, year: 2020, doi: 10.1000/made}\n';

const molecules = `
GROWER:
  name: grower
  synonyms: [gro-1]
  role: makes cores
  location: cytosol
  sources: [made2020]
  variants:
    idle: {set: {k_core: 0 1/s}, source: {assumed: a test}}
CUTTER: {name: cutter, role: cuts film, location: membrane, sources: [made2020]}
`;

const core = `
part: core
parameters:
  k_core: {value: 0.002 1/s, range: [0.0002 1/s, 0.02 1/s], source: {assumed: a test}}
  k_end: {value: 0.001 1/s, range: [0.0001 1/s, 0.01 1/s], source: {assumed: a test}}
  k_grow: {value: 300 molecule/s, range: [30 molecule/s, 3000 molecule/s], source: {assumed: a test}}
  k_loss: {value: 0.02 1/s, range: [0.002 1/s, 0.2 1/s], source: {assumed: a test}}
  k_cut: {value: 0.000002 1/molecule/s, range: [2e-07 1/molecule/s, 0.00002 1/molecule/s], source: {assumed: a test}}
  area: {value: 60 um2, range: [6 um2, 600 um2], source: {assumed: a test}}
  warmth: {value: 0.5, range: [0.05, 5], source: {assumed: a test}}
  seed_size: {value: 100 molecule, range: [10 molecule, 1000 molecule], source: {assumed: a test}}
  wide: {value: 0.3 um, range: [0.03 um, 3 um], source: {assumed: a test}}
  full_cell: {value: 1000 molecule, range: [100 molecule, 10000 molecule], source: {assumed: a test}}
  full_film: {value: 1000 molecule/um2, range: [100 molecule/um2, 10000 molecule/um2], source: {assumed: a test}}
places:
  dish: {}
  cell:
    in: dish
    extent: {shape: disc, area: area}
    amounts:
      grower: {value: 1000 molecule, range: [100 molecule, 10000 molecule], source: {assumed: a test}, molecule: GROWER, cv: 0.5}
      cutter: {value: 1000 molecule, range: [100 molecule, 10000 molecule], source: {assumed: a test}, molecule: CUTTER}
    species:
      spent: {unit: molecule}
      active: {unit: molecule, initial: grower, molecules: [GROWER]}
    definitions:
      footprint: {value: area, unit: um2}
  site:
    in: cell
    count: 0
    solver: tau
    extent: {shape: gaussian, radius: wide}
    species:
      actin: {unit: molecule}
      marker: {unit: molecule}
reactions:
  grow: {in: site, equation: -> actin, rate: k_grow * free_GROWER_arm}
  shrink: {in: site, equation: actin ->, rate: k_loss * actin}
  mark: {in: site, equation: -> marker, rate: k_grow}
  unmark: {in: site, equation: marker ->, rate: k_loss * marker}
  rest: {in: cell, equation: active -> spent, rate: k_end * active * warmth}
  cut: {in: site, equation: film.gel ->, over: film, rate: k_cut * actin * cell.cutter / full_cell * film.gel * free_CUTTER_jaw}
found:
  start: {place: site, in: cell, hazard: k_core * active / full_cell, contents: {actin: seed_size}}
dissolve:
  end: {place: site, hazard: k_end}
pockets:
  GROWER.arm: {place: site, free: free_GROWER_arm, molecule: GROWER}
  CUTTER.jaw: {place: site, free: free_CUTTER_jaw, molecule: CUTTER}
numerics: {tick: 10 s}
`;

const sheet = `
part: sheet
parameters:
  thickness: {value: 50 nm, range: [10 nm, 500 nm], source: {assumed: a test}}
  density: {value: 20000 molecule/um3, range: [2000 molecule/um3, 200000 molecule/um3], source: {assumed: a test}}
fields:
  film:
    kind: matrix
    in: dish
    voxel: 0.5 um
    side: 12 um
    species:
      gel: {unit: molecule/um2, initial: density * thickness}
`;

export const smallCatalogFiles: readonly CatalogFile[] = [
  { name: 'references.yaml', text: references },
  { name: 'environments.yaml', text: 'warmth: {name: warmth, parameter: warmth, range: [0 %, 100 %]}\n' },
  { name: 'molecules/all.yaml', text: molecules },
  { name: 'parts/core.yaml', text: core },
  { name: 'parts/sheet.yaml', text: sheet },
  {
    name: 'cells/able.yaml',
    text: 'cell: Able-1\nname: Able 1\nspecies: human\nkind: tumour\namounts: {GROWER: {relative: 2, source: {measured: made2020}}}\n',
  },
  {
    name: 'cells/calm.yaml',
    text: 'cell: CALM\nname: Calm\nspecies: human\nkind: healthy\namounts: {GROWER: {relative: 0.1, source: {measured: made2020}}}\n',
  },
  { name: 'drugs/water.yaml', text: 'drug: WATER\nname: water\nstatus: vehicle\nvehicle: true\ntargets: []\n' },
  {
    name: 'drugs/stopper.yaml',
    text: `drug: stopper
name: Stopper
synonyms: [STP-9]
status: invented
targets: [{pocket: GROWER.arm, K: 10 nM, source: {measured: made2020}}]
free_fraction: {medium: {value: 50 %, source: {measured: made2020}}}
`,
  },
  {
    name: 'drugs/muzzle.yaml',
    text: 'drug: muzzle\nname: Muzzle\nstatus: invented\ntargets: [{pocket: CUTTER.jaw, K: 1 nM, source: {measured: made2020}}]\n',
  },
  {
    name: 'matrices/sheet.yaml',
    text: 'matrix: sheet\nname: a sheet\nparts: [sheet]\nsettings: {thickness: {parameter: thickness, name: thickness, range: [20 nm, 200 nm]}}\n',
  },
  {
    name: 'protocols/gelatin.yaml',
    text: `assay: gelatin
parts: [core]
roles: {cell: cell, area: cell.footprint, site: site, actin: site.actin, marker: site.marker, film: film.gel}
controls:
  nothing: {name: sham knock-down, change: {knockdown: {GROWER: 0 %}}, expect: {measure: invadopodia.count, ratio: [0.99, 1.01]}}
  muzzled: {name: Muzzle, change: {drugs: [{name: muzzle, free: 1 uM}]}, expect: {measure: matrix.degraded_mass, ratio: [0, 0.3]}}
  bare: {name: film without cells, change: {cells: 0}, expect: {measure: matrix.degraded_mass, ratio: [0, 0.1]}}
  calm: {name: Calm cells, change: {cell: CALM}, expect: {measure: matrix.degraded_mass, ratio: [0, 0.6]}}
days:
  thickness: {cv: 0.1, source: {assumed: a test}}
`,
  },
  { name: 'protocols/network.yaml', text: 'assay: network\nparts: [core]\nroles: {place: cell}\n' },
];

/** A catalogue in invented words with everything a study can ask for, small enough to run in a test. */
export function smallCatalog(): Catalog {
  return parseCatalog(smallCatalogFiles);
}

/** A study on it that uses most of the format. */
export const smallStudy = `format: 1
study: Does Stopper stop Able-1 from cutting the sheet?
assay: gelatin
cell: Able-1
matrix: {kind: sheet, thickness: 60 nm}
environment: {warmth: 40 %}
timepoints: [10 min, 30 min]
experiments: 2
cells: 6
seed: 7
control: vehicle
arms:
  vehicle: {drugs: [{name: WATER}]}
  stopper: {drugs: [{name: stopper, nominal: [1, 30] nM}]}
  kd: {knockdown: {CUTTER: 90 %}}
measure: [invadopodia.count, matrix.degraded_mass]
quick: {experiments: 1, cells: 2, timepoints: [10 min]}
`;
