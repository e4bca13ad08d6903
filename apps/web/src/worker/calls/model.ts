import { completePlan, evidenceOf } from '@invadolab/laboratory';
import { MemoryStore } from '@invadolab/results';
import { version } from '../../../package.json';
import { answerOf, type RunAnswer } from '../answer.js';
import type { Context } from '../context.js';
import { engineOf } from '../engines.js';
import { type ModelMap, mapOf } from '../model/map.js';
import { type CellAndMatrix, type Trial, trialText } from '../model/trial.js';
import { shipped } from '../shipped.js';
import { planned } from './study.js';

/** A published row in which a molecule was changed. */
export interface MoleculeRow {
  readonly id: string;
  readonly cited: string;
  readonly system: string;
  readonly quantity: string;
  readonly arms: readonly string[];
}

/** Calls about the network itself. */
export function modelCalls(context: Context) {
  let trial: AbortController | undefined;
  return {
    /** Cells that there are, and matrices on which their network can be tried. */
    async modelChoices(): Promise<{
      readonly cells: readonly string[];
      readonly matrices: readonly { readonly id: string; readonly name: string }[];
    }> {
      const { cells, matrices, protocols } = await context.catalog;
      // The assay reads a film: what the protocol names, or what a matrix has in its place.
      const usual = Object.keys(matrices).filter(
        (id) => protocols.gelatin.roles.film === `film.${id}` || matrices[id].roles?.film !== undefined,
      );
      return { cells: Object.keys(cells), matrices: usual.map((id) => ({ id, name: matrices[id].name })) };
    },

    /** The network of a cell as a map. */
    async modelMap({ cell, matrix }: CellAndMatrix): Promise<ModelMap> {
      const text = trialText({ cell, matrix, molecule: 'actin', factor: 1 });
      const plan = await planned(context, { text });
      return mapOf(plan.models[0].file, await context.catalog);
    },

    /** Published rows in which a molecule was removed or added. */
    async moleculeRows(molecule: string): Promise<readonly MoleculeRow[]> {
      const { papers } = evidenceOf(await shipped.evidence(), await context.catalog);
      return papers.flatMap(({ rows }) =>
        rows.flatMap(({ id, cited, system, quantity, test }) => {
          const arms = (test?.expectations ?? [])
            .map(({ arm }) => arm)
            .filter(({ change }) => {
              const { knockdown = {}, knockout = [], overexpress = {}, mutate = {} } = change;
              return [
                ...Object.keys(knockdown),
                ...knockout,
                ...Object.keys(overexpress),
                ...Object.keys(mutate),
              ].includes(molecule);
            });
          return arms.length === 0
            ? []
            : [{ id, cited, system, quantity, arms: [...new Set(arms.map(({ title }) => title))] }];
        }),
      );
    },

    /** What another amount does in the reduced form. A later trial ends an earlier one, which rejects. */
    async tryMolecule(asked: Trial): Promise<RunAnswer> {
      trial?.abort();
      const own = new AbortController();
      trial = own;
      const plan = await planned(context, { text: trialText(asked) });
      own.signal.throwIfAborted();
      const { report } = await completePlan({
        file: 'study.yaml',
        plan,
        catalog: await context.catalog,
        shipped,
        pool: context.pool,
        store: new MemoryStore(),
        engineOf,
        version,
        now: context.now,
        signal: own.signal,
      });
      return answerOf(report);
    },
  };
}
