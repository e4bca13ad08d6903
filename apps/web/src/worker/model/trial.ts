/** A cell and what it stands on. */
export interface CellAndMatrix {
  readonly cell: string;
  readonly matrix: string;
}

/** A molecule with another amount. */
export interface Trial extends CellAndMatrix {
  readonly molecule: string;
  /** Times the amount of the profile: 0 is a knock-out. */
  readonly factor: number;
}

/** The study that tries a molecule: the same text for the command line. */
export function trialText({ cell, matrix, molecule, factor }: Trial): string {
  const change = changeOf(molecule, factor);
  return [
    'format: 1',
    `study: What does ${molecule} do in ${cell}?`,
    'assay: gelatin',
    `cell: ${cell}`,
    `matrix: {kind: ${matrix}}`,
    'form: reduced',
    'experiments: 2',
    'cells: 1',
    'timepoints: [2 h]',
    'seed: 7',
    'control: control',
    'arms:',
    '  control: {}',
    ...(change === undefined ? [] : [`  tried: ${change}`]),
    'measure: [invadopodia.count, invadopodia.mature, matrix.degraded_area]',
    'uncertainty: {draws: 0, assumptions: false}',
    '',
  ].join('\n');
}

/** What an arm changes; undefined where nothing is. */
function changeOf(molecule: string, factor: number): string | undefined {
  if (factor === 1) return undefined;
  if (factor === 0) return `{knockout: [${molecule}]}`;
  if (factor < 1) return `{knockdown: {${molecule}: ${Math.round(100 * (1 - factor))} %}}`;
  return `{overexpress: {${molecule}: ${factor}}}`;
}
