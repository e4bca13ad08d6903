import { canonicalJson, sha256Hex } from '@invadolab/core';
import { type Catalog, parseYaml } from '@invadolab/model';
import { z } from 'zod';
import { fields } from '../schema.js';
import { type Place, printable, problemAt, shaped } from '../shape.js';
import { priorDraw, uncertainParameters } from './prior.js';

/** Sets of parameters that stand for what is known of them. */
export interface Ensemble {
  readonly kind: 'prior' | 'catalogue' | 'calibrated';
  /** Names the sets: the same hash, the same factors; of calibrated sets the same values, whatever the catalogue has. */
  readonly hash: string;
  /** How many parameters were fitted (0 unless calibrated). */
  readonly fitted: number;
  /** Each: parameter id to a factor on the catalogue's value. */
  readonly draws: readonly ReadonlyMap<string, number>[];
}

const schema = fields(
  {
    format: z.literal(1, 'format: 1'),
    parameters: z.array(z.string(), 'a list of parameters').min(1, 'at least one parameter'),
    draws: z.array(z.array(z.number('a number'), 'a list of values'), 'a list of draws').min(1, 'at least one draw'),
  },
  'an ensemble: format, parameters and draws',
);

/** `count` sets from the uncalibrated prior; `fixed` parameters keep their values. */
export function priorEnsemble(catalog: Catalog, fixed: ReadonlySet<string>, count: number, seed: number): Ensemble {
  const parameters = uncertainParameters(catalog, fixed);
  const draws = Array.from({ length: count }, (_, draw) => priorDraw(parameters, seed, draw));
  return { kind: 'prior', hash: hashOf(draws), fitted: 0, draws };
}

/**
 * `count` sets of the prior of what was fitted, all else as the catalogue has it: what was known before the calibration.
 * `medians` are the values assumed then, in the unit of each parameter; without one the catalogue's value is taken.
 */
export function uncalibratedEnsemble(
  catalog: Catalog,
  calibrated: Ensemble,
  medians: ReadonlyMap<string, number>,
  { count, seed }: { readonly count: number; readonly seed: number },
): Ensemble {
  const fitted = new Set(calibrated.draws.flatMap((draw) => [...draw.keys()]));
  const now = uncertainParameters(catalog, new Set()).filter(({ id }) => fitted.has(id));
  const before = now.map((each) => ({ ...each, value: medians.get(each.id) ?? each.value }));
  const draws = Array.from({ length: count }, (_, draw) => {
    const factors = priorDraw(before, seed, draw);
    return new Map(now.map(({ id, value }, j) => [id, ((factors.get(id) ?? 1) * before[j].value) / value] as const));
  });
  return { kind: 'prior', hash: hashOf(draws), fitted: 0, draws };
}

/** The values of the catalogue, `count` times: what differs between draws is chance alone. */
export function catalogueEnsemble(count: number): Ensemble {
  const draws = Array.from({ length: count }, () => new Map<string, number>());
  return { kind: 'catalogue', hash: hashOf(draws), fitted: 0, draws };
}

/**
 * The accepted sets of a calibration: `{format: 1, parameters: [id, ...], draws: [[value, ...], ...]}`, values in the unit of
 * each parameter. The first `count` are taken. Throws `BadInput`.
 */
export function parseEnsemble(text: string, file: string, catalog: Catalog, count: number): Ensemble {
  const parsed = parseYaml(text, file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  const { parameters, draws } = shaped(schema, parsed.value, place);
  const known = new Map(uncertainParameters(catalog, new Set()).map((each) => [each.id, each]));
  for (const [index, id] of parameters.entries()) {
    if (known.has(id)) continue;
    throw problemAt(place, ['parameters', index], {
      found: printable(id),
      expected: 'an uncertain parameter of the catalogue',
    });
  }
  if (draws.length < count)
    throw problemAt(place, ['draws'], { found: `${draws.length} draws`, expected: `at least ${count}` });
  const factors = draws.slice(0, count).map((values, draw) => {
    if (values.length !== parameters.length)
      throw problemAt(place, ['draws', draw], { found: `${values.length} values`, expected: `${parameters.length}` });
    return new Map(parameters.map((id, index) => [id, values[index] / (known.get(id)?.value ?? 1)]));
  });
  const hash = sha256Hex(canonicalJson({ parameters, draws: draws.slice(0, count) }));
  return { kind: 'calibrated', hash, fitted: parameters.length, draws: factors };
}

function hashOf(draws: readonly ReadonlyMap<string, number>[]): string {
  return sha256Hex(canonicalJson(draws.map((draw) => [...draw])));
}
