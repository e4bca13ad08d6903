import type { MeasureRow } from '@invadolab/results';
import { compareArms } from './arms.js';
import type { Effect } from './effect.js';

/** What a treated arm adds between two readings, over what its control adds. */
export interface Gain {
  /** s; readings of the measure. */
  readonly from: number;
  readonly until: number;
  readonly effect: Effect;
}

/** How survivors of a treatment answer to it over time. */
export interface Adaptation {
  readonly arm: string;
  /** From each reading to the next. */
  readonly course: readonly Gain[];
  /** After each dose, from 1: `adaptive.gain(k)`. Absent for a dose after the last reading. */
  readonly gains: readonly (Gain & { readonly dose: number })[];
  /** `adaptive.half_life`, s: from the gain after the last dose until half of what is above 1 is left; NaN where it is never above 1. */
  readonly halfLife: number;
  /** Whether readings end before it halves: the half-life is then longer than what was read. */
  readonly beyond: boolean;
  /** `adaptive.persistent`: whether it is above 1.25 fourteen days after the last dose; undefined without a reading then. */
  readonly persistent?: boolean;
}

/** What `adaptation` looks at. */
export interface AdaptationPlan {
  readonly arm: string;
  /** The same cells with a sham. */
  readonly control: string;
  /** A measure that only grows, such as the degraded area of a cell. */
  readonly measure: string;
  /** Starts of the doses, s, ascending; at least one. */
  readonly doses: readonly number[];
  readonly seed: number;
}

const persistence = { after: 14 * 86_400, above: 1.25 } as const;

/**
 * Gains of a treated arm over its sham: what a measure that only grows adds between readings, per cell that lives on, as a ratio
 * with its paired interval. Doses between two readings share the gain between them.
 */
export function adaptation(rows: readonly MeasureRow[], plan: AdaptationPlan): Adaptation {
  const { arm, doses } = plan;
  const own = rows.filter((row) => row.measure === plan.measure && (row.arm === arm || row.arm === plan.control));
  const readings = [...new Set([0, ...own.map(({ time }) => time)])].sort((a, b) => a - b);
  const course = readings.slice(1).map((until, i) => gain(own, plan, readings[i], until));
  const gains = doses.flatMap((start, k) => {
    const from = readings.filter((time) => time <= start).at(-1)!;
    const next = doses[k + 1] ?? Number.POSITIVE_INFINITY;
    const later = readings.filter((time) => time > start);
    const until = later.filter((time) => time <= next).at(k + 1 < doses.length ? -1 : 0) ?? later[0];
    return until === undefined ? [] : [{ dose: k + 1, ...gain(own, plan, from, until) }];
  });
  const last = doses[doses.length - 1];
  const after = course.filter(({ until }) => until > last);
  const late = after.find(({ until }) => until >= last + persistence.after);
  return {
    arm,
    course,
    gains,
    ...halving(after),
    ...(late && { persistent: late.effect.ratio > persistence.above }),
  };
}

function gain(rows: readonly MeasureRow[], plan: AdaptationPlan, from: number, until: number): Gain {
  const { control, arm, measure, seed } = plan;
  const key = ({ arm: of, experiment, cell }: MeasureRow) => `${of} ${experiment} ${cell}`;
  const before = new Map(rows.filter(({ time }) => time === from).map((row) => [key(row), row.value]));
  const added = rows
    .filter(({ time }) => time === until)
    .map((row) => ({ ...row, value: row.value - (before.get(key(row)) ?? 0) }));
  const [{ effect }] = compareArms(added, { control, arms: [arm], measure, definition: {}, time: until, seed });
  return { from, until, effect };
}

/** Straight lines between the middles of the intervals. */
function halving(after: readonly Gain[]): Pick<Adaptation, 'halfLife' | 'beyond'> {
  const above = after.map(({ from, until, effect }) => ({ time: (from + until) / 2, value: effect.ratio - 1 }));
  if (!(above[0]?.value > 0)) return { halfLife: Number.NaN, beyond: false };
  const [first] = above;
  const half = first.value / 2;
  const past = above.findIndex(({ value }) => value <= half);
  if (past < 0) return { halfLife: above[above.length - 1].time - first.time, beyond: true };
  const [a, b] = [above[past - 1], above[past]];
  return {
    halfLife: a.time + ((a.value - half) / (a.value - b.value)) * (b.time - a.time) - first.time,
    beyond: false,
  };
}
