import { assays } from '@invadolab/assays';
import type { Catalog } from '@invadolab/model';

/** What a new study is about; ids of the catalogue. */
export interface StudyChoice {
  readonly assay: string;
  readonly cell: string;
  readonly matrix?: string;
  readonly drug?: string;
  readonly knockdown?: string;
}

/** A study file that runs as it is, with a comment on everything a reader may want to change. */
export function newStudy(choice: StudyChoice, catalog: Catalog): string {
  const { assay, cell, matrix, drug, knockdown } = choice;
  if (catalog.protocols[assay].host !== undefined) return newHostStudy(assay, cell, catalog);
  if (catalog.protocols[assay].body) return newBodyStudy(assay, drug, catalog);
  const vehicle = Object.keys(catalog.drugs).find((id) => catalog.drugs[id].vehicle);
  const settings = matrix === undefined ? [] : Object.entries(catalog.matrices[matrix].settings);
  const environments = Object.entries(catalog.environments);
  const measures = measuresOf(assay, catalog);
  const tissue = catalog.protocols[assay].parts.some((id) => catalog.parts[id].tissue !== undefined);
  const subject = drug ?? (knockdown === undefined ? 'this arm' : `knock-down of ${knockdown}`);
  const lines = [
    'format: 1',
    `study: What does ${subject} do to ${cell}${matrix === undefined ? '' : ` on ${matrix}`}?`,
    `assay: ${assay}                # invadolab catalog assays`,
    `cell: ${cell}                  # invadolab catalog cells`,
    ...(matrix === undefined ? [] : [`matrix: {kind: ${matrix}}       # invadolab catalog matrices`]),
    ...settings.map(([id, { name, range }]) => `#   ${id}: ${name}, ${range[0]} to ${range[1]}`),
    '# environment: {NAME: quantity}; what is not given keeps the catalogue value',
    ...environments.map(([id, { name, range }]) => `#   ${id}: ${name}, ${range[0]} to ${range[1]}`),
    tissue ? 'timepoints: [24 h, 48 h]' : 'timepoints: [6 h, 24 h]',
    'experiments: 3                  # days: n of every comparison',
    tissue
      ? 'cells: 1                        # tissues per arm and experiment'
      : 'cells: 20                       # per arm and experiment',
    'seed: 1                         # the same seed gives the same numbers',
    'control: control',
    'arms:',
    `  control: {${vehicle === undefined ? '' : `drugs: [{name: ${vehicle}}]`}}`,
    ...(drug === undefined
      ? []
      : [
          '  # free: the concentration that is free at the cell; nominal: what is pipetted.',
          `  ${armName(drug)}: {drugs: [{name: ${drug}, free: [1 nM, 10 nM, 100 nM]}]}`,
        ]),
    ...(knockdown === undefined ? [] : [`  ${armName(knockdown)}-kd: {knockdown: {${knockdown}: 90 %}}`]),
    '  # More: knockout: [MOLECULE], overexpress: {MOLECULE: 3}, mutate: {MOLECULE: VARIANT},',
    '  #       environment: {...}, matrix: {...}, cell: ANOTHER-CELL',
    `measure: [${measures.join(', ')}]`,
    tissue
      ? 'quick: {experiments: 1, timepoints: [6 h]}   # invadolab run --quick'
      : 'quick: {experiments: 2, cells: 4, timepoints: [2 h]}   # invadolab run --quick',
  ];
  return `${lines.join('\n')}\n`;
}

/** Whole bodies: rates of the way to organs, arm against arm. */
function newHostStudy(assay: string, cell: string, catalog: Catalog): string {
  const { host = '', parts, cancers = {} } = catalog.protocols[assay];
  const able = Object.keys(catalog.cells).filter((id) => {
    const { cancer, kind } = catalog.cells[id];
    return kind === 'tumour' && (cancer === undefined || cancers[cancer]?.refused === undefined);
  });
  const parameters = Object.entries(catalog.parts[parts[0]].parameters ?? {});
  const lines = [
    'format: 1',
    'study: Who stays free of metastases?',
    `assay: ${assay}                # invadolab catalog assays`,
    `cell: ${able.includes(cell) ? cell : able[0]}                  # whose cancer it is`,
    `host: ${host}                    # invadolab catalog hosts: ${Object.keys(catalog.hosts).join(', ')}`,
    'timepoints: [52 weeks, 156 weeks, 261 weeks]',
    'experiments: 200                # simulated individuals: n of every comparison',
    'seed: 1                         # the same seed gives the same numbers',
    'control: control',
    'arms:',
    '  control: {}',
    '  # What can be set, with its value and range; invadolab catalog organs has those of each organ.',
    ...parameters.map(([id, { name, value, range = [] }]) => `  #   ${id}: ${name}, ${value} (${range.join(' to ')})`),
    `  other: {set: {${parameters[0][0]}: ${parameters[0][1].range?.[0]}}}`,
    `measure: [${Object.keys(assays[assay].measures).slice(0, 2).join(', ')}]`,
    'quick: {experiments: 20}        # invadolab run --quick',
  ];
  return `${lines.join('\n')}\n`;
}

/** A course of one drug in a body, at the usual dose. */
function newBodyStudy(assay: string, asked: string | undefined, catalog: Catalog): string {
  const able = Object.keys(catalog.drugs).filter((id) => {
    const { pharmacokinetics, dosing, free_fraction } = catalog.drugs[id];
    return pharmacokinetics && dosing?.every && free_fraction?.plasma;
  });
  const drug = asked !== undefined && able.includes(asked) ? asked : able[0];
  const { dosing, partition = {} } = catalog.drugs[drug];
  const course = `name: ${drug}, dose: usual, every: ${dosing?.every}, doses: 5`;
  const lines = [
    'format: 1',
    `study: How much of ${drug} is free, and for how long?`,
    `assay: ${assay}                # invadolab catalog assays`,
    'timepoints: [24 h, 5 days]',
    'experiments: 40                 # people: n of every comparison',
    'seed: 1                         # the same seed gives the same numbers',
    'control: plasma',
    'arms:',
    `  # usual: ${dosing?.dose} ${dosing?.route}; at most ${dosing?.highest} unless hypothetical: true`,
    `  plasma: {drugs: [{${course}, site: plasma}]}`,
    ...Object.keys(partition).map((site) => `  ${site}: {drugs: [{${course}, site: ${site}}]}`),
    '  # More: start: steady state, route: infusion, over: 3 h, on: 5 days, off: 2 days, cycles: 2',
    `measure: [drug.${drug}.free.peak, drug.${drug}.total.peak]`,
    'quick: {experiments: 5, timepoints: [48 h]}   # invadolab run --quick',
  ];
  return `${lines.join('\n')}\n`;
}

const usual = ['invadopodia.count', 'cells.degrading', 'matrix.degraded_area'];

/** A few measures that most studies want; for an assay that follows any species, one that there is. */
function measuresOf(assay: string, catalog: Catalog): readonly string[] {
  const known = [...new Set(Object.keys(assays[assay].measures).map((id) => id.replace(/\.true$/, '')))];
  const wanted = usual.filter((id) => known.includes(id));
  if (known.length > 0) return wanted.length > 0 ? wanted : known.slice(0, 3);
  const { parts, roles } = catalog.protocols[assay];
  const { place = 'cell' } = roles;
  const species = parts.flatMap((id) => Object.keys(catalog.parts[id].places?.[place]?.species ?? {}));
  return species.slice(0, 2).map((id) => `species.${place}.${id}`);
}

function armName(id: string): string {
  return id.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}
