import { type Catalog, parseYaml } from '@invadolab/model';
import { z } from 'zod';
import { fields } from '../schema.js';
import { shaped } from '../shape.js';
import { currentValue } from './parameters.js';

const schema = fields(
  {
    format: z.literal(1, 'format: 1'),
    hash: z.string('a hash'),
    rows: z.array(z.string(), 'a list of ids'),
    parameters: z.record(
      z.string(),
      fields({ value: z.number('a number'), unit: z.string('a unit') }, 'value and unit'),
      'parameters by their ids',
    ),
  },
  'what was fitted: format, hash, rows and parameters',
);

/** The values that a calibration gives the catalogue, and what they rest on. */
export type FittedFile = z.infer<typeof schema>;

/** Reads what a calibration left behind. Throws `BadInput`. */
export function parseFitted(text: string, file: string): FittedFile {
  const parsed = parseYaml(text, file);
  return shaped(schema, parsed.value, { file, locate: (path) => parsed.locate(path) });
}

/** As a file that `parseFitted` reads. */
export function fittedText({ hash, rows, parameters }: FittedFile): string {
  const lines = Object.entries(parameters).map(
    ([id, { value, unit }]) => `  ${id}: {value: ${value}, unit: ${JSON.stringify(unit)}}`,
  );
  return [
    '# What the calibration found: written by it, not by hand. Where the catalogue calls one of these fitted, it has this value.',
    'format: 1',
    `hash: ${hash}`,
    `rows: [${rows.join(', ')}]`,
    'parameters:',
    ...lines,
    '',
  ].join('\n');
}

/**
 * What of the catalogue does not agree with a calibration: a `fitted` value that differs, or rows and models that have moved
 * since. A parameter that the catalogue still calls `assumed` has not been taken over, which is no disagreement.
 */
export function fittedProblems(fitted: FittedFile, file: string, hash: string, catalog: Catalog): readonly string[] {
  const problems = Object.entries(fitted.parameters).flatMap(([id, { value, unit }]) => {
    const now = currentValue(catalog, id);
    if (now === undefined) return [`${file}: ${id} is not in the catalogue`];
    if (!('fitted' in now.source) || (now.unit === unit && now.value === value)) return [];
    return [`${id} is ${now.value} ${now.unit} in the catalogue and was fitted to ${value} ${unit} (${file})`];
  });
  if (fitted.hash !== hash)
    problems.push(
      `${file}: what was calibrated has changed since (models or rows to calibrate with); run npm run calibrate again`,
    );
  return problems;
}
