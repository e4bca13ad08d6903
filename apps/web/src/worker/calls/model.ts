import { completePlan, evidenceOf } from '@invadolab/laboratory';
import { MemoryStore } from '@invadolab/results';
import { version } from '../../../package.json';
import { answerOf, type RunAnswer } from '../answer.js';
import type { Context } from '../context.js';
import { engineOf } from '../engines.js';
import { type ModelMap, mapOf } from '../model/map.js';
import { shipped } from '../shipped.js';
import { planned } from './study.js';

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

/** A published row in which a molecule was changed. */
export interface MoleculeRow {
  readonly id: string;
  readonly cited: string;
  readonly system: string;
  readonly quantity: string;
  readonly arms: readonly string[];
}

/** The study that tries a molecule: the same text for the command line. */
export function trialText({ cell, matrix, molecule, factor }: Trial): string {
  const change =
    factor === 0
      ? `{knockout: [${molecule}]}`
      : factor < 1
        ? `{knockdown: {${molecule}: ${Math.round(100 * (1 - factor))} %}}`
        : `{overexpress: {${molecule}: ${factor}}}`;
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
    `  tried: ${change}`,
    'measure: [invadopodia.count, invadopodia.mature, matrix.degraded_area]',
    'uncertainty: {draws: 0, assumptions: false}',
    '',
  ].join('\n');
}

/** Calls about the network itself. */
export function modelCalls(context: Context) {
  let trial: AbortController | undefined;
  return {
    /** Cells that there are, and matrices that the gelatin assay can be done on. */
    async modelChoices(): Promise<{
      readonly cells: readonly string[];
      readonly matrices: readonly { readonly id: string; readonly name: string }[];
    }> {
      const { cells, matrices, protocols } = await context.catalog;
      const usual = protocols.gelatin.matrices ?? Object.keys(matrices);
      return { cells: Object.keys(cells), matrices: usual.map((id) => ({ id, name: matrices[id].name })) };
    },

    /** The network of a cell as a map. */
    async modelMap({ cell, matrix }: CellAndMatrix): Promise<ModelMap> {
      const text = trialText({ cell, matrix, molecule: 'ACTIN', factor: 1 }).replace(/ {2}tried: .*\n/, '');
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
