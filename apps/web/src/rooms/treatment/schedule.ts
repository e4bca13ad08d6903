/** An arm of the file as it is written. */
export type WrittenArm = Readonly<Record<string, unknown>>;

/** A course on the timeline: a drug given as doses or held in the dish, or fractions of radiation. Times in h. */
export interface Course {
  /** Position among the drugs of the arm, or radiation. */
  readonly key: number | 'radiation';
  readonly kind: 'doses' | 'dish' | 'radiation';
  /** Drug; empty for radiation. */
  readonly name: string;
  /** Of one dose or fraction, with its unit. */
  readonly amount: number;
  readonly unit: string;
  readonly from: number;
  /** Between doses; for what is held in the dish, how long. */
  readonly every: number;
  readonly count: number;
  /** Present where doses come with pauses. */
  readonly cycle?: { readonly on: number; readonly off: number; readonly count: number };
  readonly steady: boolean;
  readonly site?: string;
}

const hour = { min: 1 / 60, h: 1, hour: 1, hours: 1, d: 24, day: 24, days: 24, week: 168, weeks: 168, s: 1 / 3600 };

/** h of a written time. */
export function hours(written: unknown, usual = 0): number {
  const [, value, unit] = /^\s*([\d.eE+-]+)\s*(\w+)?/.exec(String(written ?? '')) ?? [];
  if (value === undefined) return usual;
  return Number(value) * (hour[(unit ?? 'h') as keyof typeof hour] ?? 1);
}

/** All courses of an arm, drugs first. */
export function coursesOf(arm: WrittenArm | null | undefined): readonly Course[] {
  const { drugs, radiation } = (arm ?? {}) as {
    drugs?: readonly Record<string, unknown>[];
    radiation?: Record<string, unknown>;
  };
  return [
    ...(Array.isArray(drugs) ? drugs : []).flatMap((use, key) => courseOfDrug(use, key) ?? []),
    ...(radiation ? [courseOfRadiation(radiation)] : []),
  ];
}

function courseOfDrug(use: Record<string, unknown>, key: number): Course | undefined {
  const { name, dose, nominal, free, from, until, every, doses, on, off, cycles, start, site } = use;
  const given = dose ?? nominal ?? free;
  if (typeof name !== 'string' || given === undefined) return undefined;
  const shared = { key, name, ...amountOf(given), from: hours(from), ...(typeof site === 'string' && { site }) };
  if (dose === undefined) {
    const end = hours(until, Number.POSITIVE_INFINITY);
    return { ...shared, kind: 'dish', every: end - hours(from), count: 1, steady: false };
  }
  const cycle = on === undefined ? undefined : { on: hours(on), off: hours(off), count: Number(cycles ?? 1) };
  const gap = hours(every, 24);
  return {
    ...shared,
    kind: 'doses',
    every: gap,
    count: cycle ? Math.ceil(cycle.on / gap - 1e-9) : Number(doses ?? 1),
    ...(cycle && { cycle }),
    steady: start === 'steady state',
  };
}

function courseOfRadiation({ dose, fractions, every, from }: Record<string, unknown>): Course {
  return {
    key: 'radiation',
    kind: 'radiation',
    name: '',
    ...amountOf(dose),
    from: hours(from),
    every: hours(every, 24),
    count: Number(fractions ?? 1),
    steady: false,
  };
}

function amountOf(given: unknown): { readonly amount: number; readonly unit: string } {
  const [, value, unit = ''] = /^\s*([\d.eE+-]+)\s*(.*)$/.exec(String(given)) ?? [];
  return value === undefined
    ? { amount: Number.NaN, unit: String(given) }
    : { amount: Number(value), unit: unit.trim() };
}

/** Times at which doses begin, h. */
export function timesOf({ from, every, count, cycle }: Course): readonly number[] {
  const once = Array.from({ length: count }, (_, k) => from + k * every);
  if (cycle === undefined) return once;
  return Array.from({ length: cycle.count }, (_, c) => once.map((time) => time + c * (cycle.on + cycle.off))).flat();
}

/** h at which a course is over: one interval after its last dose. */
export function endOf(course: Course): number {
  const times = timesOf(course);
  return (times[times.length - 1] ?? course.from) + course.every;
}

/** What somebody changes in a course. */
export type CourseChange = Partial<Pick<Course, 'from' | 'amount' | 'count' | 'every' | 'steady' | 'site'>>;

/** The arm with one course changed, in the words of the study file. */
export function withChange(arm: WrittenArm, course: Course, change: CourseChange): WrittenArm {
  const next = { ...course, ...change };
  if (course.key === 'radiation') {
    return {
      ...arm,
      radiation: {
        ...(arm.radiation as object),
        dose: quantity(next),
        fractions: next.count,
        ...(next.count > 1 && { every: inHours(next.every) }),
        ...(next.from > 0 ? { from: inHours(next.from) } : { from: undefined }),
      },
    };
  }
  const drugs = [...(arm.drugs as Record<string, unknown>[])];
  drugs[course.key] = drugOf(drugs[course.key], course, next);
  return { ...arm, drugs };
}

function drugOf(use: Record<string, unknown>, course: Course, next: Course): Record<string, unknown> {
  const from = next.from > 0 ? inHours(next.from) : undefined;
  if (course.kind === 'dish') {
    const key = use.nominal !== undefined ? 'nominal' : 'free';
    const until = Number.isFinite(next.every) ? inHours(next.from + next.every) : undefined;
    return { ...use, [key]: quantity(next), from, until };
  }
  const many = next.count > 1 || next.steady || course.cycle !== undefined;
  return {
    ...use,
    dose: quantity(next),
    from: next.steady ? undefined : from,
    start: next.steady ? 'steady state' : undefined,
    every: many ? inHours(next.every) : use.every,
    ...(course.cycle
      ? { on: inHours(next.count * next.every), off: inHours(pause(course, next)) }
      : { doses: next.count }),
    site: next.site,
  };
}

/** A cycle stays as long as it was where more of it is treated. */
function pause({ cycle }: Course, { count, every }: Course): number {
  return cycle ? Math.max(every, cycle.on + cycle.off - count * every) : every;
}

/** The arm without one course. */
export function without(arm: WrittenArm, { key }: Course): WrittenArm {
  if (key === 'radiation') return { ...arm, radiation: undefined };
  const drugs = (arm.drugs as unknown[]).filter((_, place) => place !== key);
  return { ...arm, drugs: drugs.length > 0 ? drugs : undefined };
}

/** An arm as it is written to the file: nothing that is undefined. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function quantity({ amount, unit }: Course): string {
  return `${Number(amount.toPrecision(6))} ${unit}`.trim();
}

export function inHours(value: number): string {
  return `${Number(value.toPrecision(8))} h`;
}

/** By how much one key press changes an amount: about a tenth, in round numbers. */
export function stepOf({ amount, kind }: Pick<Course, 'amount' | 'kind'>): number {
  if (kind === 'radiation') return 0.5;
  if (!(amount > 0)) return 1;
  const ten = 10 ** Math.floor(Math.log10(amount));
  return amount / ten >= 5 ? ten / 2 : ten / 10;
}
