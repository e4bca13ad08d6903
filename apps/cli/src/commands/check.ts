import { assays } from '@invadolab/assays';
import { type Calibration, calibrate } from '@invadolab/laboratory';
import { type Catalog, compileModel } from '@invadolab/model';
import { type Cost, costOf, type Plan } from '@invadolab/study';
import type { Command } from 'commander';
import { duration, memory } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { originTables } from '../origin-tables.js';
import { patienceWith } from '../patience.js';
import { planFile } from '../study-source.js';
import { textTable } from '../tables.js';
import { jsonAnswer } from '../terminal.js';
import { uncertaintyCost } from '../uncertainty-cost.js';
import { parseOptions, type StudyOptions, threadsOf, withStudyOptions } from './study-options.js';

/** `check STUDY`: validates without running, and says what a run will do and cost. */
export function addCheck(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  const command = program
    .command('check')
    .argument('<study>', 'a study file')
    .description('Checks a study without running it: what will run, and what it costs in time and memory.')
    .option('--no-cost', 'do not run a cell of the control to estimate the time');
  withStudyOptions(command)
    .addHelpText('after', '\nExample:\n  $ invadolab check study.yaml')
    .action(async (path: string, options: StudyOptions & { readonly cost: boolean }) => {
      const { terminal } = environment;
      const catalog = await environment.catalog(options.catalog);
      const threads = threadsOf(options, environment.threads);
      const { plan } = await planFile(path, catalog, defaultEngine, parseOptions(options));
      const estimate = options.cost ? await estimateCost(plan, catalog, environment, threads) : undefined;
      terminal.out(options.json ? jsonAnswer('check', asJson(plan, estimate)) : asText(plan, estimate, threads));
      finish(0);
    });
}

interface Estimate {
  readonly cost: Cost;
  readonly unit: Calibration;
  /** Part of the time that goes to uncertain numbers, s. */
  readonly uncertain: number;
}

async function estimateCost(
  plan: Plan,
  catalog: Catalog,
  environment: Environment,
  threads: number,
): Promise<Estimate> {
  const pool = environment.openPool(threads);
  try {
    const unit = await calibrate(plan, pool, environment.now, patienceWith(), environment.interrupted);
    const cost = costOf(plan, compileModel(plan.models[0].file), unit, threads);
    const uncertain = await uncertaintyCost(plan, catalog, pool, environment);
    return { unit, uncertain: uncertain?.seconds ?? 0, cost };
  } finally {
    await pool.close();
  }
}

function asText(plan: Plan, estimate: Estimate | undefined, threads: number): string {
  const { study, models, specs } = plan;
  const rows = study.arms.map((arm) => {
    const model = models.findIndex(({ arms }) => arms.some(({ id }) => id === arm.id));
    const shared = models[model].arms[0].id === arm.id ? '' : ` (same as ${models[model].arms[0].id})`;
    const kind = arm.id === study.control ? 'control' : arm.expect ? 'automatic control' : '';
    return [arm.id, arm.title, `${models[model].hash.slice(0, 10)}${shared}`, kind];
  });
  const hours = study.timepoints.map(duration).join(', ');
  const lines = [
    `${study.study}`,
    `${study.assay}: ${study.cell ?? study.model ?? 'a body'}${study.matrix ? ` on ${study.matrix.kind}` : study.host ? ` in a ${study.host}` : ''}, read at ${hours}`,
    isBodyAlone(study)
      ? `${study.experiments} ${people(study.assay)} per arm, seed ${study.seed}`
      : `${study.experiments} experiments x ${study.cells} cells per arm, seed ${study.seed}`,
    textTable(['arm', 'what it is', 'model', ''], rows),
    `${models.length} distinct models, ${specs.length} pieces of work`,
    ...sideLines(plan),
    ...study.notes,
    ...(study.made ? originTables(study.made.origin) : []),
    ...(estimate ? [costLine(estimate, threads)] : []),
    'The study is in order.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Sides taken where the literature disagrees, a line each. */
function sideLines({ hypotheses, study }: Plan): readonly string[] {
  return hypotheses.map(({ hypothesis, side, said, others, arms }) => {
    const who = arms.length === study.arms.length ? 'all arms' : arms.join(', ');
    return `hypothesis ${hypothesis}: ${side} (${said}) in ${who}; other sides: ${others.join(', ')}`;
  });
}

function people(assay: string): string {
  const { experiment } = assays[assay];
  return experiment === undefined ? 'people' : `${experiment}s`;
}

/** Bodies, and no cell. */
function isBodyAlone({ host, cell, model }: Plan['study']): boolean {
  return host !== undefined || (cell === undefined && model === undefined);
}

function costLine({ cost, unit, uncertain }: Estimate, threads: number): string {
  const about = unit.atLeast ? 'More than' : 'About';
  const share = uncertain > 0 ? ` (${duration(uncertain)} of it for uncertain numbers)` : '';
  return `${about} ${duration(cost.seconds + uncertain)} on ${threads} thread${threads === 1 ? '' : 's'}${share} and ${memory(cost.memory)} of memory (one cell took ${duration(unit.secondsPerCell)}).`;
}

function asJson(plan: Plan, estimate: Estimate | undefined): object {
  const { study, models, specs } = plan;
  return {
    study: study.study,
    assay: study.assay,
    experiments: study.experiments,
    cells: study.cells,
    seed: study.seed,
    control: study.control,
    arms: study.arms.map(({ id, title, expect }) => {
      const model = models.find(({ arms }) => arms.some((arm) => arm.id === id));
      return { id, title, automatic: expect !== undefined, model: model?.hash };
    }),
    hypotheses: plan.hypotheses,
    models: models.length,
    work: specs.length,
    ...(study.made && { origin: study.made.origin }),
    ...(estimate && {
      cost: {
        ...estimate.cost,
        seconds: estimate.cost.seconds + estimate.uncertain,
        uncertainSeconds: estimate.uncertain,
        lowerBound: estimate.unit.atLeast,
      },
    }),
  };
}
