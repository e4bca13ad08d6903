import { join } from 'node:path';
import type { ArmComparison } from '@invadolab/assays';
import { type Manifest, resultNames } from '@invadolab/results';
import type { Plan } from '@invadolab/study';
import { textTable } from './tables.js';
import { jsonAnswer, notice } from './terminal.js';

export interface Answer {
  readonly plan: Plan;
  readonly comparisons: readonly ArmComparison[];
  readonly warnings: readonly string[];
  readonly out: string;
  readonly manifest: Manifest;
}

/** The comparison table, what to beware of, and where everything is. */
export function answerText({ plan, comparisons, warnings, out }: Answer): string {
  const { study } = plan;
  const title = (id: string) => study.arms.find((arm) => arm.id === id)?.title ?? id;
  const rows = comparisons.map(({ arm, measure, effect }) => [
    title(arm),
    measure,
    figure(effect.value),
    figure(effect.control),
    figure(effect.ratio),
    Number.isNaN(effect.low) ? '' : `${figure(effect.low)} - ${figure(effect.high)}`,
    effect.decision,
  ]);
  const sections = [
    study.study,
    `${study.experiments} experiments x ${study.cells} cells per arm; control: ${title(study.control)}; one parameter set.`,
    textTable(['arm', 'measure', 'value', 'control', 'ratio', '95 % sampling interval', 'the arm ...'], rows),
    ...(warnings.length > 0 ? [shortened(warnings).join('\n')] : []),
    `Report: ${join(out, resultNames.report)}`,
    notice,
  ];
  return `\n${sections.join('\n\n')}\n`;
}

const mostWarnings = 12;

function shortened(warnings: readonly string[]): readonly string[] {
  const lines = warnings.slice(0, mostWarnings).map((warning) => `! ${warning}`);
  const more = warnings.length - lines.length;
  return more > 0 ? [...lines, `! and ${more} more, in ${resultNames.manifest}`] : lines;
}

function figure(value: number): string {
  if (Number.isNaN(value)) return '-';
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(2) : String(Number(value.toPrecision(3)));
}

/** The same for programs. What is not a number is null. */
export function answerJson({ plan, comparisons, warnings, out, manifest }: Answer): string {
  const { study } = plan;
  return jsonAnswer('run', {
    study: study.study,
    out,
    report: join(out, resultNames.report),
    experiments: study.experiments,
    cells: study.cells,
    seed: study.seed,
    control: study.control,
    arms: study.arms.map(({ id, title, expect }) => ({ id, title, automatic: expect !== undefined })),
    comparisons: comparisons.map(({ arm, measure, time, effect }) => ({ arm, measure, time, ...effect })),
    warnings,
    tables: manifest.tables,
  });
}
