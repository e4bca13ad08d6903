import { basename } from 'node:path';
import type { WorkerPool } from '@invadolab/engine';
import { renderFit } from '@invadolab/report';
import {
  type EnsembleFile,
  type EnsembleRow,
  encodeTable,
  ensembleLayout,
  type FitRecord,
  fitNames,
} from '@invadolab/results';
import { evaluationsOf, type FitState, fitStudy, type SetPredictor, type StudyFit, startFit } from '@invadolab/study';
import type { Environment } from './environment.js';
import type { ExitCode } from './failure.js';
import { progressOn } from './progress.js';
import { publish } from './run-folder.js';
import { textTable } from './tables.js';
import { jsonAnswer, notice } from './terminal.js';
import type { Workplace } from './workplace.js';

/** A fit with its folder made. */
export interface FitToComplete {
  readonly fit: StudyFit;
  readonly place: Workplace<FitState>;
  readonly texts: { readonly study: string; readonly data: string; readonly model?: string };
  readonly predictor: (pool: WorkerPool) => SetPredictor;
  readonly threads: number;
  readonly environment: Environment;
  readonly json: boolean;
  readonly sentences: (record: FitRecord) => readonly string[];
}

const secondsBetweenSaves = 10;

/** Does what is left of a fit, writes its result, gives the folder its name and prints the answer. */
export async function completeFit(work: FitToComplete): Promise<ExitCode> {
  const { fit, place, texts, environment } = work;
  const { store, working, out } = place;
  const found = await fitted(work);
  if (found === undefined) {
    environment.terminal.err(
      `Stopped. To go on, give the same command again${place.out ? ` (it works in ${basename(working)})` : ''}.\n`,
    );
    return 1;
  }
  const { record, ensemble } = found;
  await store.put('study.yaml', encode(texts.study));
  if (texts.model !== undefined) await store.put(fit.plan.study.model ?? 'model.yaml', encode(texts.model));
  await store.put('data.csv', encode(texts.data));
  await store.put(fitNames.record, encode(`${JSON.stringify(record, null, 2)}\n`));
  await store.put(fitNames.ensemble, encode(`${JSON.stringify(ensemble)}\n`));
  await store.put(fitNames.table, encodeTable(rowsOf(record, ensemble), ensembleLayout));
  await store.put(fitNames.report, encode(renderFit(record, ensemble)));
  await store.remove(fitNames.state);
  await publish(working, out);
  environment.terminal.out(
    work.json ? jsonAnswer('fit', { out, ...record }) : asText(record, work.sentences(record), out),
  );
  return 0;
}

async function fitted({ fit, place, predictor, threads, environment }: FitToComplete) {
  const { terminal, now, interrupted } = environment;
  const pool = environment.openPool(threads);
  const progress = progressOn(terminal, now, 'parameter sets');
  const state = place.state ?? startFit();
  let saved = now();
  const onProgress = async (evaluations: number) => {
    progress.update(Math.min(evaluations, fit.most), fit.most);
    if (now() - saved < secondsBetweenSaves) return;
    saved = now();
    await place.save(state);
  };
  try {
    return await fitStudy(fit, predictor(pool), state, { signal: interrupted, onProgress });
  } catch (error) {
    if (!interrupted.aborted) throw error;
    if (evaluationsOf(state) > 0) await place.save(state);
    return undefined;
  } finally {
    progress.stop();
    await pool.close();
  }
}

function rowsOf({ parameters }: FitRecord, ensemble: EnsembleFile): EnsembleRow[] {
  return ensemble.draws.flatMap((values, draw) =>
    ensemble.parameters.map((parameter, j) => ({ draw, parameter, value: values[j], unit: parameters[j].unit })),
  );
}

function asText(record: FitRecord, sentences: readonly string[], out: string): string {
  const short = (value: number) => String(Number(value.toPrecision(3)));
  const rows = record.parameters.map(({ id, unit, prior, posterior, identified, width, rHat }) => [
    id,
    `${short(prior.low)} to ${short(prior.high)}`,
    short(posterior.median),
    `${short(posterior.low)} to ${short(posterior.high)}`,
    unit === '1' ? '' : unit,
    !record.converged ? 'not settled' : identified ? 'identified' : 'not identifiable',
    `${Math.round(100 * Math.min(1, width))} %`,
    rHat === null ? 'none' : rHat.toFixed(3),
  ]);
  const heads = ['parameter', 'before (90 %)', 'median', 'after (90 %)', 'unit', '', 'width kept', 'R-hat'];
  const sections = [
    record.study,
    textTable(heads, rows),
    sentences.join('\n'),
    `Report: ${out}/${fitNames.report}`,
    notice,
  ];
  return `\n${sections.join('\n\n')}\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
