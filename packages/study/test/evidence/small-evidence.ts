/** A file of evidence on the catalogue of invented words. */
export const smallEvidence = `format: 1
paper: maker2020
citation: {authors: Maker A, year: 2020, journal: Journal of Tests, doi: 10.1000/made}
reference: made2020
rows:
  - id: T1
    role: check
    family: loss of the grower
    quantity: sites without the grower
    study:
      assay: gelatin
      cell: Able-1
      matrix: {kind: sheet}
      timepoints: [10 min, 20 min]
      arms:
        control: {}
        little: {knockdown: {GROWER: 90 %}}
        dosed: {drugs: [{name: stopper, free: 5 nM}]}
    expect:
      - {arm: little, measure: invadopodia.count, direction: down}
      - {arm: dosed, measure: matrix.degraded_mass, at: 10 min, direction: none, positive: {arm: little, direction: down}}
  - id: T2
    role: check
    family: loss of the grower
    quantity: ratio of active molecules
    study:
      assay: network
      cell: Able-1
      matrix: {kind: sheet}
      timepoints: [1 min]
      experiments: 3
      cells: 7
      arms:
        control: {}
        more: {overexpress: {GROWER: 2}}
    expect:
      - {measure: species.cell.active, number: [1.6, 2.5], unit: ratio}
  - id: T3
    role: input
    family: not perturbed
    quantity: a constant
`;
