/** Two small spheroids in loose collagen, which let some cells go within hours. */
export function tissueStudy(hours: number): string {
  const size = '{spheroid_cells: 90, spheroid_radius: 42 um, gel_edge: 224 um}';
  return `format: 1
study: Do cells leave a spheroid in loose collagen when GM6001 blocks their proteases?
assay: invasion
cell: MDA-MB-231
matrix: {kind: collagen-gel, crosslinks: 0}
timepoints: [${hours} h]
experiments: 1
cells: 1
seed: 5
controls: false
control: untreated
arms:
  untreated: {title: Untreated, set: ${size}}
  inhibitor: {title: GM6001 10 uM, drugs: [{name: GM6001, nominal: 10 uM}], set: ${size}}
measure: [invasion.depth, invasion.invaded, cells.structures, cells.number]
`;
}
