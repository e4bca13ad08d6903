import { type Dimension, nearest } from '@invadolab/core';
import { concentrationDimension, entriesOf } from '../check/symbols.js';
import type { CompiledSpread, Node } from '../compiled.js';
import type { Expression, TissueField } from '../language.js';
import { type Context, perTime } from './context.js';

const speed: Dimension = [1, -1, 0, 0, 0];
const clearance: Dimension = [3, -1, 0, 0, 0];

type Read = (expression: Expression | undefined, wanted: Dimension, path: readonly string[], local?: boolean) => Node;

/** What crosses the wall of a vessel, and what a soluble species turns into. */
export function compilePassing(
  { report, file }: Context,
  id: string,
  { vessel, becomes }: TissueField,
  read: Read,
): Pick<CompiledSpread, 'vessel' | 'becomes'> {
  const path = ['spread', id];
  if (vessel && file.tissue?.vessel === undefined)
    report.fail(['tissue', ...path, 'vessel'], 'something crosses the wall of a vessel in a tissue without one', {
      expected: 'tissue.vessel, with a radius',
    });
  const all = entriesOf(file.tissue?.spread).map(([other]) => other);
  const into = becomes && all.indexOf(becomes.into);
  if (becomes && (into === -1 || becomes.into === id))
    report.fail(['tissue', ...path, 'becomes', 'into'], 'a soluble species turns into one that does not exist', {
      found: becomes.into,
      expected: 'another soluble species of the tissue',
      nearest: nearest(
        becomes.into,
        all.filter((other) => other !== id),
      ),
    });
  return {
    ...(vessel && {
      vessel: {
        plasma: read(vessel.plasma, concentrationDimension, [...path, 'vessel', 'plasma']),
        loss: read(vessel.loss, perTime, [...path, 'vessel', 'loss']),
        permeability: read(vessel.permeability, speed, [...path, 'vessel', 'permeability']),
      },
    }),
    ...(becomes && {
      becomes: {
        into: into as number,
        rate: read(becomes.rate, perTime, [...path, 'becomes', 'rate'], true),
        cells: read(becomes.cells, clearance, [...path, 'becomes', 'cells'], true),
      },
    }),
  };
}
