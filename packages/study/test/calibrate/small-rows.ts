const head = (paper: string) =>
  `format: 1\npaper: ${paper}\ncitation: {authors: Maker A, year: 2020, doi: 10.1000/${paper}}\nrows:\n`;

const row = (id: string, role: string, family: string, arms: string, expect: string) => `  - id: ${id}
    role: ${role}
    family: ${family}
    quantity: sites
    study:
      assay: gelatin
      cell: Able-1
      matrix: {kind: sheet}
      timepoints: [20 min]
      arms: {control: {}, ${arms}}
    expect: [${expect}]
`;

const little = 'arm: {knockdown: {GROWER: 90 %}}';
const dosed = 'arm: {drugs: [{name: stopper, free: 5 nM}]}';
const blunt = 'arm: {knockdown: {CUTTER: 90 %}}';

/** Three papers with four votes to calibrate with, and one row that only checks. */
export const smallRows = {
  'one.yaml':
    head('one2020') +
    row('C1', 'calibrate', 'grower', little, '{measure: invadopodia.count, number: [0.5, 0.5], unit: ratio}') +
    row('C2', 'calibrate', 'cutter', blunt, '{measure: matrix.degraded_mass, direction: down}'),
  'two.yaml':
    head('two2020') + row('C3', 'calibrate', 'stopper', dosed, '{measure: invadopodia.count, direction: down}'),
  'three.yaml':
    head('three2020') +
    row('C4', 'calibrate', 'grower', little, '{measure: matrix.degraded_mass, number: [0.5, 0.5], unit: ratio}'),
  'check.yaml':
    head('check2020') + row('X1', 'check', 'stopper', dosed, '{measure: matrix.degraded_mass, direction: up}'),
};

/** Two parameters of the small catalogue that these rows are about. */
export const smallParameters = `format: 1
parameters:
  k_grow: {prior: 300, why: a test}
  k_loss: {prior: 0.02, why: a test}
`;
