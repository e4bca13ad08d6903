import { assays, type Decision, mean, resolveMeasure } from '@invadolab/assays';
import {
  answerParts,
  answerSentence,
  comparisons,
  type DoseFamily,
  doseFamilies,
  isSingleRun,
  type ReportInput,
  referenceOf,
  spokenArms,
} from '@invadolab/report';

/** An arm against its control in one measure. */
export interface AnsweredArm {
  readonly arm: string;
  readonly title: string;
  readonly ratio: number;
  /** 95 % by sampling; not a number where there is none. */
  readonly low: number;
  readonly high: number;
  /** 95 % over the calibrated sets; absent where none were asked. */
  readonly parameters?: {
    readonly low: number;
    readonly high: number;
    readonly draws: number;
    readonly lost: number;
  };
  readonly verdict: Decision;
  /** Experiments. */
  readonly n: number;
  /** The report's own sentence. */
  readonly sentence: string;
  /** The same as what stands before the verdict, the verdict as it is emphasised, and the rest. */
  readonly parts: readonly [string, string, string];
  /** Added by the program to check the study. */
  readonly automatic: boolean;
  /** Title of the arm it is compared with, where that is not the control. */
  readonly against?: string;
  /** Its cell, where that is not the study's. */
  readonly cell?: string;
}

/** All arms against the control in one measure. */
export interface AnsweredMeasure {
  readonly measure: string;
  readonly title: string;
  readonly unit: string;
  /** s */
  readonly time: number;
  readonly arms: readonly AnsweredArm[];
  /** Ids of the arms that the answer speaks of: of several doses of one drug, one. */
  readonly spoken: readonly string[];
}

/** The mean of an arm over time, over all experiments. */
export interface Course {
  readonly series: string;
  readonly title: string;
  readonly unit: string;
  readonly arms: readonly {
    readonly arm: string;
    readonly title: string;
    /** `low` and `high`: the lowest and the highest experiment. Times in s. */
    readonly points: readonly {
      readonly time: number;
      readonly mean: number;
      readonly low: number;
      readonly high: number;
    }[];
  }[];
}

/** What an arm measured, experiment by experiment. */
export interface ArmValues {
  readonly measure: string;
  readonly title: string;
  readonly unit: string;
  /** s */
  readonly time: number;
  readonly arm: string;
  readonly armTitle: string;
  /** Mean of the cells of each experiment. */
  readonly experiments: readonly number[];
}

/** What a finished run says, ready to be drawn. */
export interface RunAnswer {
  readonly study: string;
  readonly assay: string;
  readonly cell?: string;
  readonly matrix?: string;
  /** Id, and title. */
  readonly control: string;
  readonly controlTitle: string;
  /** What an experiment is, where it is no dish of cells. */
  readonly experiment?: string;
  /** In the study's order; automatic ones check the study. */
  readonly arms: readonly { readonly id: string; readonly title: string; readonly automatic: boolean }[];
  /** One experiment of one cell: no intervals. */
  readonly single: boolean;
  /** The headline first. */
  readonly measures: readonly AnsweredMeasure[];
  /** Arms that differ in one quantity alone. */
  readonly doses: readonly DoseFamily[];
  readonly values: readonly ArmValues[];
  readonly courses: readonly Course[];
  readonly warnings: readonly string[];
  /** Why there is no parameter interval. */
  readonly noParameters?: string;
  /** sha256 of the tables: the same as the command line's for the same study and seed. */
  readonly tables: Readonly<Record<string, unknown>>;
}

/** The answer of a run whose report is known. */
export function answerOf(input: ReportInput): RunAnswer {
  const { manifest, facts } = input;
  const titles = new Map(facts.arms.map(({ id, title }) => [id, title]));
  const titleOf = (arm: string) => titles.get(arm) ?? arm;
  const order = [...titles.keys()];
  // Tables are sorted by id.
  const inOrder = <Row extends { readonly arm: string }>(rows: readonly Row[]) =>
    [...rows].sort((a, b) => order.indexOf(a.arm) - order.indexOf(b.arm));
  return {
    study: manifest.study,
    assay: manifest.assay,
    cell: facts.cell,
    matrix: facts.matrix,
    control: facts.control,
    controlTitle: titleOf(facts.control),
    experiment: assays[manifest.assay].experiment,
    arms: facts.arms.map(({ id, title, expect }) => ({ id, title, automatic: expect !== undefined })),
    single: isSingleRun(input),
    measures: comparisons(input).map((comparison) => ({
      measure: comparison.measure,
      ...named(input, comparison.measure),
      unit: comparison.unit,
      time: comparison.time,
      spoken: spokenArms(input, comparison),
      arms: comparison.arms.map((found) => ({
        arm: found.arm,
        ...circumstances(input, found.arm, titleOf),
        title: titleOf(found.arm),
        ratio: found.effect.ratio,
        low: found.effect.low,
        high: found.effect.high,
        ...(found.parameters && { parameters: found.parameters }),
        verdict: found.verdict,
        n: found.effect.n,
        sentence: answerSentence(input, comparison, found),
        parts: answerParts(input, comparison.measure, found),
      })),
    })),
    doses: doseFamilies(input),
    values: inOrder(valuesOf(input, titleOf)),
    courses: coursesOf(input, titleOf).map((course) => ({ ...course, arms: inOrder(course.arms) })),
    warnings: manifest.warnings,
    noParameters: input.uncertainty?.why,
    tables: manifest.tables ?? {},
  };
}

function circumstances(input: ReportInput, id: string, titleOf: (arm: string) => string) {
  const { arms, control } = input.facts;
  const arm = arms.find((each) => each.id === id);
  const reference = referenceOf(input, id);
  const cell = arm?.change?.cell;
  return {
    automatic: arm?.expect !== undefined,
    ...(reference !== control && { against: titleOf(reference) }),
    ...(typeof cell === 'string' && { cell }),
  };
}

function named({ manifest, names }: ReportInput, id: string) {
  return { title: resolveMeasure(assays[manifest.assay], id)?.definition.title ?? names[id] ?? id };
}

function valuesOf(input: ReportInput, titleOf: (arm: string) => string): ArmValues[] {
  const groups = groupedBy(input.measures, ({ measure, time, arm }) => `${measure} ${time} ${arm}`);
  return groups.map((rows) => {
    const [{ measure, time, arm, unit }] = rows;
    const experiments = groupedBy(rows, ({ experiment }) => String(experiment));
    return {
      measure,
      ...named(input, measure),
      unit,
      time,
      arm,
      armTitle: titleOf(arm),
      experiments: experiments.map((cells) => mean(cells.map(({ value }) => value))),
    };
  });
}

function coursesOf(input: ReportInput, titleOf: (arm: string) => string): Course[] {
  return groupedBy(input.series, ({ series }) => series).map((rows) => {
    const [{ series, unit }] = rows;
    const arms = groupedBy(rows, ({ arm }) => arm).map((own) => ({
      arm: own[0].arm,
      title: titleOf(own[0].arm),
      points: groupedBy(own, ({ time }) => String(time)).map((at) => {
        const means = groupedBy(at, ({ experiment }) => String(experiment)).map((cells) =>
          mean(cells.map(({ value }) => value)),
        );
        return { time: at[0].time, mean: mean(means), low: Math.min(...means), high: Math.max(...means) };
      }),
    }));
    return { series, ...named(input, series), unit, arms };
  });
}

/** In the order in which each key is met first. */
function groupedBy<Row>(rows: readonly Row[], key: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(key(row));
    if (own) own.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups.values()];
}
