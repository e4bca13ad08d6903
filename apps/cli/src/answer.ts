import { join } from 'node:path';
import { assays } from '@invadolab/assays';
import {
  adaptations,
  adaptiveSentences,
  answerText as answerSentences,
  comparisons,
  comparisonTable,
  experimentsText,
  type ReportInput,
} from '@invadolab/report';
import { resultNames } from '@invadolab/results';
import { textTable } from './tables.js';
import { jsonAnswer, notice } from './terminal.js';

/** What a finished run is told about. */
export interface Answer {
  readonly report: ReportInput;
  readonly warnings: readonly string[];
  readonly out: string;
}

/** The comparison table, what to beware of, and where everything is. */
export function answerText({ report, warnings, out }: Answer): string {
  const { study, plan } = report.manifest;
  const table = comparisonTable(report);
  const whole = assays[report.manifest.assay].experiment !== undefined;
  // One run of each arm has values but no sampling to compare.
  const single = plan.experiments === 1 && plan.cells === 1;
  const sections = [
    `${study}\n${experimentsText(report, plan.experiments)}${whole ? '' : ` x ${plan.cells} cells`} per arm`,
    ...(single || table.rows.length === 0
      ? [valuesTable(report)]
      : [
          table.title,
          textTable(table.headings, table.rows),
          ...answerSentences(report, comparisons(report)).map(wrapped),
          ...adaptiveSentences(report).map(wrapped),
        ]),
    ...(warnings.length > 0 ? [shortened(warnings).join('\n')] : []),
    `Report: ${join(out, resultNames.report)}`,
    notice,
  ];
  return `\n${sections.join('\n\n')}\n`;
}

/** Lines of at most this many characters. */
const lineLength = 110;

function wrapped(text: string): string {
  return text.replace(new RegExp(`(.{1,${lineLength}})(?: +|$)`, 'g'), '$1\n').trimEnd();
}

const mostValues = 40;

/** Where there is nothing to compare: the means at the last time. */
function valuesTable({ measures, facts, manifest }: ReportInput): string {
  const last = manifest.plan.timepoints[manifest.plan.timepoints.length - 1];
  const wanted = ({ measure }: { readonly measure: string }) =>
    facts.measure.length === 0 || facts.measure.includes(measure);
  const rows = measures.filter((row) => row.time === last && wanted(row)).slice(0, mostValues);
  const title = (id: string) => facts.arms.find((arm) => arm.id === id)?.title ?? id;
  const cells = rows.map(({ arm, measure, value, unit }) => [title(arm), measure, value.toPrecision(4), unit]);
  return textTable(['arm', 'measure', 'value', 'unit'], cells);
}

const mostWarnings = 12;

function shortened(warnings: readonly string[]): readonly string[] {
  const lines = warnings.slice(0, mostWarnings).map((warning) => `! ${warning}`);
  const more = warnings.length - lines.length;
  return more > 0 ? [...lines, `! and ${more} more, in ${resultNames.manifest}`] : lines;
}

/** The same for programs. What is not a number is null. */
export function answerJson({ report, warnings, out }: Answer): string {
  const { facts, manifest } = report;
  const compared = comparisons(report);
  return jsonAnswer('run', {
    study: manifest.study,
    out,
    report: join(out, resultNames.report),
    experiments: manifest.plan.experiments,
    cells: manifest.plan.cells,
    seed: manifest.seed,
    control: facts.control,
    arms: facts.arms.map(({ id, title, expect }) => ({ id, title, automatic: expect !== undefined })),
    answers: answerSentences(report, compared),
    comparisons: compared.flatMap(({ arms, unit }) =>
      arms.map(({ arm, measure, time, effect, parameters, verdict }) => ({
        arm,
        measure,
        time,
        unit,
        ...effect,
        ...(parameters && { parameters }),
        decision: verdict,
      })),
    ),
    adaptive: adaptations(report).map(({ arm, gains, halfLife, beyond, persistent }) => ({
      arm,
      gains: gains.map(({ dose, from, until, effect }) => ({ dose, from, until, ...effect })),
      halfLife,
      beyond,
      persistent,
    })),
    warnings,
    tables: manifest.tables,
  });
}
