import type { Catalog, ModelFile } from '@invadolab/model';
import type { Arm, Study } from './study.js';

/** A side that some arms take in a question on which the literature disagrees. */
export interface TakenSide {
  /** Ids of the hypothesis and of the side. */
  readonly hypothesis: string;
  readonly side: string;
  /** What is disagreed on, what the side says, and what the others say. */
  readonly question: string;
  readonly said: string;
  readonly others: readonly string[];
  /** Arms that take it: those in whose models anything depends on it. */
  readonly arms: readonly string[];
}

/** The sides that the arms of a study take, of hypotheses on which their models depend; in the catalogue's order. */
export function takenSides(
  study: Study,
  models: readonly { readonly file: ModelFile; readonly arms: readonly Arm[] }[],
  catalog: Catalog,
): readonly TakenSide[] {
  return Object.entries(catalog.hypotheses).flatMap(([hypothesis, { name, default: usual, sides }]) => {
    const parameters = Object.values(sides).flatMap(({ set }) => Object.keys(set));
    const depends = models.filter(({ file }) => parameters.some((id) => Object.hasOwn(file.parameters ?? {}, id)));
    const ids = new Set(depends.flatMap(({ arms }) => arms.map(({ id }) => id)));
    const asking = study.arms.filter(({ id }) => ids.has(id));
    return Object.entries(sides).flatMap(([side, { name: said }]) => {
      const arms = asking.filter(({ change }) => {
        return (change.hypotheses?.[hypothesis] ?? study.hypotheses?.[hypothesis] ?? usual) === side;
      });
      const others = Object.entries(sides).flatMap(([other, { name: also }]) => (other === side ? [] : [also]));
      if (arms.length === 0) return [];
      return [{ hypothesis, side, question: name, said, others, arms: arms.map(({ id }) => id) }];
    });
  });
}
