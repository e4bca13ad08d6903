import type { WorkerPool } from '@invadolab/engine';
import { drugScreenTable, renderDrugScreen } from '@invadolab/report';
import { drugScreenNames, type Store } from '@invadolab/results';
import {
  type DrugScreenResult,
  type DrugScreenSubject,
  type DrugScreenWork,
  drugScreenCounts,
  drugScreenProbe,
  runDrugScreen,
} from '@invadolab/study';
import { calibrateReduced } from './timing.js';

/** Runs a screen and leaves its files in the store; pieces that were finished stay there, so that the same work goes on after an end. Throws `BadInput`. */
export async function completeDrugScreen(work: DrugScreenWork): Promise<DrugScreenResult> {
  const result = await runDrugScreen(work);
  await leave(result, work.store);
  return result;
}

/** The record, two tables and the page: the same screen gives the same bytes. */
async function leave({ record, ratios }: DrugScreenResult, store: Store): Promise<void> {
  const put = (name: string, text: string) => store.put(name, new TextEncoder().encode(text));
  await put(drugScreenNames.record, `${JSON.stringify(record, undefined, 2)}\n`);
  await put(drugScreenNames.table, drugScreenTable(record));
  await put(
    drugScreenNames.ratios,
    `cell,environment,drug,draw,ratio\n${ratios
      .map(({ cell, environment, drug, draw, ratio }) => {
        return `${quoted(cell)},${quoted(environment)},${quoted(drug)},${draw},${Number.isNaN(ratio) ? '' : ratio}\n`;
      })
      .join('')}`,
  );
  await put(drugScreenNames.report, renderDrugScreen(record));
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** How much a screen is, and what it will take: a cell in the reduced form is timed, the full form is not. */
export async function drugScreenSeconds(
  subject: DrugScreenSubject,
  pool: WorkerPool,
  now: () => number,
  signal?: AbortSignal,
) {
  const counts = drugScreenCounts(subject);
  const perCell = await calibrateReduced(drugScreenProbe(subject), pool, now, signal, counts.lives);
  const seconds = ((counts.cells + counts.closer) * perCell) / pool.size + counts.arms * secondsPerArm;
  return { ...counts, seconds };
}

/** What composing one arm takes, s; few are compiled. */
const secondsPerArm = 0.02;
