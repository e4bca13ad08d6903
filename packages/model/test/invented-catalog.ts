import type { CatalogFile } from '../src/catalog/tables.js';

const references = `
mool2001: {authors: Mool A, year: 2001, title: Frobs in wobbles, doi: 10.1000/mool.2001}
zant2002: {authors: Zant B, year: 2002, pmid: "1234567"}
quib2003: {authors: Quib C, year: 2003, url: "https://example.org/quib"}
unused2004: {authors: Nobody, year: 2004, doi: 10.1000/unused.2004}
`;

const molecules = `
FROB:
  name: frobnicase
  synonyms: [frobbin, p33]
  hgnc: FRB1
  role: adds a plunk to spang
  location: cytosol
  sources: [mool2001]
  variants:
    K1R: {set: {k_plunk: 0 1/s}, source: {measured: mool2001}}
    always-on: {set: {k_plunk: 5 1/s}, source: {assumed: as fast as the fastest of its family}}
SPANG:
  name: spang
  role: is plunked
  location: cytosol
  sources: [mool2001]
  variants:
    A9V: {set: {k_unplunk: 0.4 1/s}, source: {measured: zant2002}}
DAMPER:
  name: damper
  role: ends sparks
  location: nowhere
  sources: [zant2002]
GLIM:
  name: glim
  role: watches
  location: nowhere
  sources: [zant2002]
`;

const core = `
part: core
parameters:
  k_plunk: {value: 2, unit: 1/s, range: [0.1, 10], source: {measured: mool2001}, name: plunking}
  k_unplunk: {value: 0.2 1/s, range: [0.01 1/s, 1 1/s], source: {assumed: ten times slower than plunking}}
  warmth: {value: 0.5, range: [0, 1], source: {assumed: half}}
  radius: {value: 5 um, range: [1 um, 20 um], source: {measured: zant2002}}
  haze: {value: 0.5, range: [0, 1], source: {assumed: half}}
places:
  wobble:
    volume: 4 / 3 * pi * radius * radius * radius
    species:
      spang: {unit: molecule, initial: SPANG_total, molecules: [SPANG]}
      spangP: {unit: molecule, molecules: [SPANG]}
    amounts:
      FROB_total: {value: 1000 molecule, range: [100 molecule, 10000 molecule], source: {assumed: a kinase has a thousand copies}, molecule: FROB, cv: 0.3}
      SPANG_total: {value: 20, unit: molecule, range: [1, 400], source: {measured: zant2002}, molecule: SPANG}
reactions:
  plunk: {in: wobble, equation: spang -> spangP, rate: k_plunk * warmth * free_FROB_nook * FROB_total * spang / SPANG_total, references: [mool2001]}
  unplunk: {in: wobble, equation: spangP -> spang, rate: k_unplunk * free_SPANG_cleft * spangP}
pockets:
  FROB.nook: {place: wobble, free: free_FROB_nook, molecule: FROB}
  SPANG.cleft: {place: wobble, free: free_SPANG_cleft, molecule: SPANG}
`;

const mat = `
part: mat
parameters:
  weave: {value: 50 nm, range: [10 nm, 500 nm], source: {assumed: as bought}}
places:
  wobble:
    definitions: {depth: {value: weave, unit: nm}}
`;

const blim = `
cell: Blim-7
name: Blim 7
species: mouse
kind: tumour
amounts:
  FROB: {relative: 2, source: {measured: zant2002}}
  wobble.SPANG_total: {value: 40, unit: molecule, range: [10, 100], source: {measured: zant2002}, cv: 0.5}
genotype:
  SPANG: {variant: A9V, source: {measured: zant2002}}
set:
  radius: {value: 8 um, source: {measured: zant2002}, geometry: true}
`;

const stopal = `
drug: stopal
name: Stopal
synonyms: [ST-1]
status: invented
targets:
  - {pocket: FROB.nook, K: 2 nM, source: {measured: quib2003}, shift: {value: 3, range: [1, 10], source: {assumed: crowding}}}
  - {pocket: SPANG.cleft, K: 400 nM, source: {measured: quib2003}}
free_fraction:
  medium: {value: 25 %, range: [10 %, 50 %], source: {measured: quib2003}}
references: [quib2003]
`;

const haltine = `
drug: HL-22
name: haltine
status: invented
targets:
  - {pocket: FROB.nook, K: 10 nM, source: {assumed: like its cousins}}
`;

const solvent = `
drug: solvo
name: solvo
status: vehicle
vehicle: true
targets: []
`;

const glimdrug = `
drug: glimmer
name: glimmer
status: invented
targets: [{pocket: GLIM.hole, K: 1 nM, source: {assumed: guess}}]
`;

const tray = `
matrix: tray
name: woven tray
parts: [mat]
settings:
  weave: {parameter: weave, name: spacing of the weave, range: [20 nm, 200 nm]}
set:
  weave: {value: 60 nm, source: {measured: quib2003}}
`;

const environments = `
warmth: {name: warmth, parameter: warmth, range: [0 %, 100 %]}
gloom: {name: gloom, parameter: gloom, range: [0, 1], neutral: 0, parts: [gloom]}
`;

const sparks = `
part: sparks
parameters:
  spark_rate: {value: 0 Gy/s, range: [0 Gy/s, 1 Gy/s], source: {assumed: none}}
  per_gray: {value: 10 1/Gy, range: [1 1/Gy, 100 1/Gy], source: {measured: zant2002}}
  settle: {value: 0.1 1/s, range: [0.01 1/s, 1 1/s], source: {assumed: seconds}}
  on_spang: {value: 0.5, range: [0, 2], source: {assumed: half}}
places:
  wobble:
    species:
      SPARKS: {unit: "1", name: sparks}
    amounts:
      DAMPER_total: {value: 3, unit: molecule, range: [0, 9], source: {assumed: few}, molecule: DAMPER}
reactions:
  sparked: {in: wobble, equation: "-> SPARKS", rate: per_gray * spark_rate}
  settled: {in: wobble, equation: "SPARKS ->", rate: settle * SPARKS * DAMPER_total / SPANG_total}
  plunked_by_sparks: {in: wobble, equation: spang -> spangP, rate: on_spang * settle * SPARKS * spang}
occupants:
  spark: {pocket: SPANG.cleft, share: SPARKS / 4, source: {assumed: crowding}}
`;

const withGloom = `
part: sparks-in-gloom
with: [sparks, gloom]
parameters:
  glow: {value: 0.3 1/s, range: [0.1 1/s, 1 1/s], source: {assumed: seconds}}
reactions:
  glows: {in: wobble, equation: "SPARKS ->", rate: glow * gloom * SPARKS}
`;

const gloom = `
part: gloom
parameters:
  gloom: {value: 0, range: [0, 1], source: {assumed: none}}
  gloom_rate: {value: 0.2 1/s, range: [0.1 1/s, 1 1/s], source: {assumed: seconds}}
reactions:
  unplunked_by_gloom: {in: wobble, equation: spangP -> spang, rate: gloom_rate * gloom * spangP}
`;

const zaps = `
radiation: zaps
name: invented zaps
parts: [sparks, sparks-in-gloom]
parameter: spark_rate
duration: {value: 10 s, source: {assumed: quick}}
`;

const hypotheses = `
spark.sign:
  name: whether sparks plunk
  default: they-do
  sides:
    they-do: {name: they plunk spang, set: {}, source: {assumed: seen once}}
    they-do-not: {name: they only crowd, set: {on_spang: 0}, source: {measured: zant2002}}
haze.density:
  name: how dense haze is
  default: half
  sides:
    half: {name: half, set: {haze: 50 %}, source: {assumed: half}}
    less: {name: less than half, set: {haze: 40 %}, source: {measured: zant2002}}
`;

const protocol = `
assay: look
parts: [core]
roles: {cell: wobble, signal: wobble.spangP}
controls:
  dead: {name: kinase-dead, change: {mutate: {FROB: K1R}}, expect: {measure: species.wobble.spangP, ratio: [0, 0.1]}}
`;

/** A whole catalogue in invented words: composition may know none of them. */
export const inventedCatalog: readonly CatalogFile[] = [
  { name: 'references.yaml', text: references },
  { name: 'environments.yaml', text: environments },
  { name: 'molecules/first.yaml', text: molecules },
  { name: 'parts/core.yaml', text: core },
  { name: 'parts/mat.yaml', text: mat },
  { name: 'parts/sparks.yaml', text: sparks },
  { name: 'parts/sparks-in-gloom.yaml', text: withGloom },
  { name: 'parts/gloom.yaml', text: gloom },
  { name: 'radiations/zaps.yaml', text: zaps },
  { name: 'hypotheses.yaml', text: hypotheses },
  { name: 'cells/blim.yaml', text: blim },
  { name: 'drugs/stopal.yaml', text: stopal },
  { name: 'drugs/haltine.yaml', text: haltine },
  { name: 'drugs/solvo.yaml', text: solvent },
  { name: 'drugs/glimmer.yaml', text: glimdrug },
  { name: 'matrices/tray.yaml', text: tray },
  { name: 'protocols/look.yaml', text: protocol },
];
