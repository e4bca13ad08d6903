import { assays } from '@invadolab/assays';
import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { DrugScreenRecord, RankedDrug } from '@invadolab/results';
import { describe } from '../arms.js';
import { controlId, type Given } from './arms.js';
import { askFull, askReduced, Counter, type DrugScreenWork, type Means } from './ask.js';
import { type Closer, closerLook } from './closer-look.js';
import { type Draws, meanDraws, ratioDraws, summary } from './effects.js';
import { exposed } from './exposures.js';
import { amongFirst, rankOrder } from './ranking.js';
import { type Context, contextsOf, type ScreenedDrug } from './screen.js';
import type { DrugScreenSubject } from './subject.js';

/** The result, and the ratio of every drug in every context and draw. */
export interface DrugScreenResult {
  readonly record: DrugScreenRecord;
  readonly ratios: readonly RatioRow[];
}

/** One ratio to control; not a number where the control shows nothing. */
export interface RatioRow {
  readonly cell: string;
  readonly environment: string;
  readonly drug: string;
  readonly draw: number;
  readonly ratio: number;
}

/** sha256 over all that a result depends on. */
export function drugScreenHash({ screen, catalog, ensemble, engine, version }: DrugScreenSubject): string {
  return sha256Hex(canonicalJson({ screen, catalog: catalog.hash, ensemble: ensemble.hash, engine, version }));
}

/**
 * Screens: every drug in every context over all draws; the first ones more closely; the first ones in the full form. Rejects once
 * the signal fires; what was finished stays in the store. Throws `BadInput`.
 */
export async function runDrugScreen(work: DrugScreenWork): Promise<DrugScreenResult> {
  const { screen } = work;
  const contexts = contextsOf(screen);
  const drugs = await exposed(work);
  const singles = await askSingles(work, contexts, drugs);
  const ratios = singles.map((means) => {
    return drugs.map(({ id }) => ratioDraws(means.get(id)!, means.get(controlId)!));
  });
  const over = (healthy: boolean, drug: number) => {
    const own = contexts.flatMap((context, at) => (context.healthy === healthy ? [ratios[at][drug]] : []));
    return meanDraws(own, screen.draws);
  };
  const effects = drugs.map((_, drug) => over(false, drug));
  const chances = amongFirst(effects, screen.first, screen.wanted);
  const medians = effects.map((draws) => summary(draws).median);
  const order = rankOrder(medians, chances, screen.wanted);
  const leaders = order.slice(0, screen.closer.top).map((at) => drugs[at]);
  const closer = await closerLook(work, contexts, leaders, singles);
  const confirmed = await confirm(
    work,
    contexts,
    order.slice(0, screen.confirm.top).map((at) => drugs[at]),
  );
  const ranked = order.map((at): RankedDrug => {
    const { id, free, from, held } = drugs[at];
    const { name, status, clinical } = work.catalog.drugs[id];
    const full = confirmed.get(id);
    return {
      drug: id,
      name,
      status,
      free,
      from,
      ...(held && { held }),
      ...(clinical && { clinical: clinical.map(({ what, outcome }) => ({ what, outcome })) }),
      effect: summary(effects[at]),
      amongFirst: chances[at],
      ...(screen.healthy.length > 0 && { healthy: summary(over(true, at)) }),
      ratios: ratios.map((context) => summary(context[at])),
      neutral: singles.every((means) => means.get(id) === means.get(controlId)),
      ...closer.drugs.get(id),
      ...(full !== undefined && { full: Number.isNaN(full) ? null : full }),
    };
  });
  const rows = contexts.flatMap(({ cell, environment }, context) =>
    drugs.flatMap(({ id }, drug) =>
      Array.from(ratios[context][drug], (ratio, draw) => ({ cell, environment, drug: id, draw, ratio })),
    ),
  );
  return { record: recordOf(work, contexts, singles, ranked, closer), ratios: rows };
}

async function askSingles(
  work: DrugScreenWork,
  contexts: readonly Context[],
  drugs: readonly ScreenedDrug[],
): Promise<readonly Means[]> {
  const { draws } = work.screen;
  const given = drugs.map(({ id, free }): Given => ({ id, drugs: [{ name: id, free }] }));
  const counter = new Counter(work, 'drugs', contexts.length * given.length * draws);
  const all: Means[] = [];
  for (const context of contexts) all.push(await askReduced(work, context, given, draws, counter));
  return all;
}

/** Ratio to control in the full form, averaged over cancers and environments, by drug. */
async function confirm(
  work: DrugScreenWork,
  contexts: readonly Context[],
  drugs: readonly ScreenedDrug[],
): Promise<ReadonlyMap<string, number>> {
  const { cells } = work.screen.confirm;
  const cancers = contexts.filter(({ healthy }) => !healthy);
  if (drugs.length === 0) return new Map();
  const given = drugs.map(({ id, free }): Given => ({ id, drugs: [{ name: id, free }] }));
  const counter = new Counter(work, 'full form', cancers.length * given.length * cells);
  const found = new Map<string, number[]>(drugs.map(({ id }) => [id, []]));
  for (const context of cancers) {
    const means = await askFull(work, context, given, cells, counter);
    const sum = (values: Draws) => values.reduce((total, value) => total + value, 0);
    const control = sum(means.get(controlId)!);
    if (control > 0) for (const { id } of drugs) found.get(id)?.push(sum(means.get(id)!) / control);
  }
  return new Map(
    [...found].map(([id, list]) => [id, list.reduce((total, value) => total + value, 0) / list.length] as const),
  );
}

function recordOf(
  work: DrugScreenWork,
  contexts: readonly Context[],
  singles: readonly Means[],
  ranked: readonly RankedDrug[],
  closer: Closer,
): DrugScreenRecord {
  const { screen, catalog, ensemble, version } = work;
  const { assay, measure, draws } = screen;
  const named = (id: string) => catalog.drugs[id]?.name ?? id;
  return {
    kind: 'invadolab screen',
    format: 1,
    screen: screen.screen,
    version,
    hash: drugScreenHash(work),
    catalog: catalog.hash,
    seed: screen.seed,
    ensemble: { kind: ensemble.kind, hash: ensemble.hash, fitted: ensemble.fitted },
    draws,
    cellsPerDraw: screen.cellsPerDraw,
    assay,
    measure: { id: measure, title: assays[assay].measures[measure].title },
    wanted: screen.wanted,
    time: screen.timepoint,
    exposure: screen.exposure,
    beside: describe(screen.beside, named),
    contexts: contexts.map(({ cell, environment, healthy }, at) => ({
      cell,
      name: catalog.cells[cell].name,
      environment,
      healthy,
      shown: [...(singles[at].get(controlId) ?? [])].filter((value) => value > 0).length / draws,
    })),
    first: screen.first,
    ranked,
    closer: { draws: Math.min(draws, screen.closer.draws), doses: screen.closer.doses },
    pairs: closer.pairs,
    confirm: { cells: screen.confirm.cells },
    listed: screen.listed.map(({ drug, reason }) => {
      const { name, status } = catalog.drugs[drug];
      return { drug, name, status, reason };
    }),
    notes: screen.notes,
  };
}
