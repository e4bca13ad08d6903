/** What runs at once in this room: five fractions with temozolomide beside them, seen day by day. Titles in the language of whoever enters. */
export function example(t: (key: string) => string): string {
  return `# Three fractions of radiation with temozolomide, then two days of rest. Move, stretch and add what you like.
format: 1
study: ${t('example.question')}
assay: gelatin
cell: U-87-MG
matrix: {kind: gelatin}
environment: {medium-change: 1}
form: reduced
timepoints: [24 h, 48 h, 72 h, 96 h, 120 h]
experiments: 4
cells: 4
seed: 11
controls: false
control: untreated
arms:
  untreated: {title: ${t('example.untreated')}}
  treated: {title: ${t('example.treated')}, radiation: {dose: 2 Gy, fractions: 3, every: 24 h}, drugs: [{name: temozolomide, dose: 75 mg/m2, route: oral, every: 24 h, doses: 3, site: tumour}]}
measure: [matrix.degraded_area, cells.clonogenic_survival]
uncertainty: {draws: 0, assumptions: false}
quick: {experiments: 3, cells: 1}
`;
}
