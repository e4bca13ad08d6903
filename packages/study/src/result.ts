import { assays, type MicroscopeImage, sharedRange, writeCompositePng, writeOmeTiff } from '@invadolab/assays';
import { finishRun, type Manifest, resultNames, type Store } from '@invadolab/results';
import { controlWarnings } from './control-warnings.js';
import { doseTimes, shamOf } from './dose-times.js';
import type { Gathered } from './gather.js';
import type { Plan } from './plan.js';
import { plainName, runName } from './run-name.js';
import { writeSpace } from './space.js';

/** What only the application knows about a run. */
export interface Provenance {
  /** Of the program and whatever else has one. */
  readonly versions: Readonly<Record<string, string>>;
  readonly exactness: Manifest['engine']['exactness'];
  /** What files for other programs say about the use of a run; default: nothing. */
  readonly notice?: string;
}

/** Everything a reader must be told besides the numbers. */
export function warningsOf(plan: Plan, gathered: Gathered): readonly string[] {
  const lost = gathered.failures.map(({ arm, experiment, cell, message }) => {
    return `${arm}, experiment ${experiment + 1}, cell ${cell + 1} is missing: ${message}`;
  });
  return [...plan.study.notes, ...controlWarnings(plan, gathered.measures), ...lost, ...gathered.warnings];
}

/**
 * Writes models, images, fields, trajectories and tables, and the manifest last. The tables depend on the plan alone. Returns the manifest.
 */
export async function writeResult(
  plan: Plan,
  gathered: Gathered,
  store: Store,
  provenance: Provenance,
): Promise<Manifest> {
  await store.put(resultNames.model, new TextEncoder().encode(`${JSON.stringify(resolvedModels(plan))}\n`));
  await writeImages(plan, gathered.images, store);
  await writeSpace(plan, gathered, store, provenance.notice ?? '');
  return finishRun(store, manifestOf(plan, gathered, provenance), gathered);
}

/** Every distinct model with its trace; the control's at the top. Tables keep their order, which is the order of sums. */
function resolvedModels(plan: Plan): object {
  return {
    format: 1,
    models: plan.models.map(({ hash, file, trace, arms, neutral }) => {
      return { hash, arms: arms.map(({ id }) => id), model: file, trace, neutral };
    }),
  };
}

function manifestOf(plan: Plan, gathered: Gathered, provenance: Provenance): Manifest {
  const { study } = plan;
  const definitions = assays[study.assay].settings;
  const settings = Object.entries(definitions).map(([id, { value, unit }]) => [
    id,
    `${study.settings[id] ?? value} ${unit}`,
  ]);
  return {
    kind: 'invadolab result',
    format: 1,
    versions: { ...provenance.versions },
    study: study.study,
    assay: study.assay,
    seed: study.seed,
    engine: { id: plan.engine, exactness: provenance.exactness },
    hashes: {
      study: plan.hash,
      catalog: plan.catalogHash,
      models: Object.fromEntries(plan.models.flatMap(({ hash, arms }) => arms.map(({ id }) => [id, hash]))),
    },
    plan: {
      arms: study.arms.map(({ id }) => id),
      experiments: study.experiments,
      cells: study.cells,
      timepoints: [...study.timepoints],
    },
    thresholds: Object.fromEntries(settings),
    status: 'done',
    warnings: [...warningsOf(plan, gathered)],
    shards: [],
    // As JSON has it: what is undefined is absent.
    details: { report: JSON.parse(JSON.stringify(reportFacts(plan))) },
  };
}

/** What a report says about the study besides its tables. */
export function reportFacts({ study, hypotheses, dosed }: Plan) {
  const { cell, made, matrix, control, arms, measure } = study;
  const said = arms.map((arm) => {
    const { id, title, cell: own, change, partners, bare, expect, against } = arm;
    const doses = doseTimes(change);
    const sham = shamOf(arm, arms);
    return {
      id,
      title,
      change: { ...change, cell: own, partners },
      bare,
      expect,
      against,
      ...(doses.length > 0 && { doses }),
      ...(sham && { sham }),
    };
  });
  return {
    cell,
    origin: made?.origin,
    matrix: matrix?.kind,
    control,
    arms: said,
    measure,
    ...(hypotheses.length > 0 && { hypotheses }),
    ...(Object.keys(dosed).length > 0 && { dosed }),
  };
}

async function writeImages(plan: Plan, images: readonly MicroscopeImage[], store: Store): Promise<void> {
  const channels = new Set(images.flatMap((image) => image.channels.map(({ name }) => name)));
  const ranges = Object.fromEntries(
    [...channels].map((channel) => {
      const having = images.filter((image) => image.channels.some(({ name }) => name === channel));
      return [channel, sharedRange(having, channel)];
    }),
  );
  for (const image of images) {
    const name = `${resultNames.images}${imageName(plan, image)}`;
    await store.put(`${name}.ome.tiff`, writeOmeTiff(image));
    await store.put(`${name}.png`, writeCompositePng(image, ranges));
  }
}

/** Name of an image's files: number and name of the arm, experiment and cell as people count, time, and what it shows. */
export function imageName(plan: Plan, image: MicroscopeImage): string {
  return `${runName(plan, image)}-${Math.round(image.time)}s-${plainName(image.name)}`;
}
