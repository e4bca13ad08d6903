import { readFileSync } from 'node:fs';
import { referenceEngine } from '@invadolab/engine';
import { compileModel, type ModelFile } from '@invadolab/model';
import { importSbml } from '../src/index.js';

/** A model with what is to be read of it and when, in the form of the SBML semantic test suite. */
export interface SemanticCase {
  readonly id: number;
  readonly title: string;
  readonly sbml: string;
  readonly settings: {
    /** In the model's own unit of time. */
    readonly duration: number;
    readonly steps: number;
    readonly absolute: number;
    readonly relative: number;
    /** Species whose amount is meant; of the others it is the concentration. */
    readonly amount: readonly string[];
  };
  /** Names, then a row of numbers for each moment. */
  readonly csv: string;
}

/** All cases, as `cases/generate.py` wrote them. */
export function semanticCases(): SemanticCase[] {
  const lines = readFileSync(new URL('../../test/cases/cases.jsonl', import.meta.url), 'utf8');
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SemanticCase);
}

/** Every number that is not as expected, in words; none where the case passes. */
export async function deviations({ title, sbml, settings, csv }: SemanticCase): Promise<string[]> {
  const { duration, steps, absolute, relative, amount } = settings;
  const [head, ...rows] = csv.split('\n').map((line) => line.split(','));
  const { timeUnit } = importSbml(sbml, 'case.xml');
  const tick = (duration / steps) * timeUnit;
  const { file } = importSbml(sbml, 'case.xml', { tick: `${tick} s` });
  const session = await referenceEngine.start(compileModel(file), { members: [0], seed: 1 });
  const found: string[] = [];
  for (const [index, row] of rows.entries()) {
    const { state, message } = await session.advance(index * tick);
    if (state !== 'done') return [`${title}: ${message}`];
    for (let column = 1; column < head.length; column++) {
      const slot = slotOf(file, head[column], amount.includes(head[column]));
      const { values, unit } = await session.read(slot);
      const expected = Number(row[column]);
      const off = Math.abs(values[0] - expected);
      if (!(off <= absolute + relative * Math.abs(expected)))
        found.push(`${title}: ${slot} [${unit}] at ${row[0]}: ${values[0]}, expected ${expected}`);
    }
  }
  session.dispose();
  return found;
}

/** Where the engine reads what the document calls `id`. */
export function slotOf(file: ModelFile, id: string, asAmount: boolean): string {
  const { species = {}, definitions = {} } = file.places.model;
  const names = [...(asAmount ? [`${id}_amount`] : []), id, `${id}_`, `x${id}`];
  const name = names.find((each) => each in species || each in definitions);
  return name === undefined ? `parameter.${id}` : `model.${name}`;
}
