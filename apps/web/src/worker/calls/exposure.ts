import { mean, quantile, readExposureMeasure, targetWords } from '@invadolab/assays';
import { adaptations, reportInput } from '@invadolab/report';
import { MemoryStore, type SeriesRow } from '@invadolab/results';
import { type Arm, parseStudy, planStudy, runPlan } from '@invadolab/study';
import type { Context } from '../context.js';
import { defaultEngine } from '../engines.js';
import type { StudyRequest } from './study.js';

/** What a drug does over time in people: its free level at the cell, or the share of a target it holds. */
export interface ExposureCurve {
  readonly drug: string;
  /** Absent for the free level. */
  readonly target?: string;
  readonly unit: string;
  /** s; mean of the people, and the range of nine in ten of them. */
  readonly points: readonly {
    readonly time: number;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** A drug that can be given as doses, and how it usually is. */
export interface DosedDrugFacts {
  readonly id: string;
  readonly dose: string;
  readonly route: string;
  readonly every?: string;
  readonly over?: string;
  /** Where the cell can be, besides plasma. */
  readonly sites: readonly string[];
}

/** What survivors of an arm add after each dose, over what its sham adds. */
export interface GainAfterDose {
  readonly dose: number;
  /** s; the readings between which it was added. */
  readonly from: number;
  readonly until: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** People in whom a course is followed while somebody moves doses. */
const people = 8;
/** Looks at a course from its start to its end. */
const looks = 480;
/** s; closer looks show nothing more. */
const leastStep = 300;

/** Calls about doses over time. */
export function exposureCalls({ catalog, eye, archive }: Context) {
  let current: AbortController | undefined;
  return {
    /** Drugs with a usual dose and kinetics on their record. */
    async dosedDrugs(): Promise<readonly DosedDrugFacts[]> {
      return Object.entries((await catalog).drugs).flatMap(([id, { dosing, pharmacokinetics, partition = {} }]) => {
        if (dosing === undefined || pharmacokinetics === undefined) return [];
        const { dose, route, every, over } = dosing;
        const text = (value: string | number | undefined) => (value === undefined ? undefined : String(value));
        return [{ id, dose: String(dose), route, every: text(every), over: text(over), sites: Object.keys(partition) }];
      });
    },

    /**
     * Follows the doses of one arm of a study through bodies without cells, from 0 to `until` (s). None where it doses nothing. A later call ends
     * an earlier one, which then gives undefined. Throws `BadInput` where the study is not in order.
     */
    async exposure(
      { text, file = 'study.yaml', options }: StudyRequest,
      arm: string,
      until: number,
    ): Promise<readonly ExposureCurve[] | undefined> {
      current?.abort();
      const own = new AbortController();
      current = own;
      const known = await catalog;
      const { study, place } = parseStudy(text, file, known, options);
      const asked = study.arms.find(({ id }) => id === arm);
      const drugs = asked?.change.drugs?.filter(({ dose }) => dose !== undefined) ?? [];
      if (asked === undefined || drugs.length === 0) return [];
      const alone: Arm = { id: asked.id, entry: asked.entry, title: asked.title, change: { drugs } };
      const { matrix: _, cell: __, hypotheses: ___, ...rest } = study;
      const body = {
        ...rest,
        assay: 'pharmacokinetics',
        form: 'full' as const,
        environment: {},
        arms: [alone],
        control: arm,
        experiments: people,
        cells: 1,
        timepoints: [until],
        measure: [],
        settings: { step: Math.max(leastStep, until / looks) },
      };
      const plan = planStudy(body, place, { catalog: known, engine: defaultEngine });
      try {
        const { series } = await runPlan(plan, { pool: eye, store: new MemoryStore(), signal: own.signal });
        return curvesOf(series, (molecule) => known.molecules[molecule]?.name ?? molecule);
      } catch (error) {
        if (own.signal.aborted) return undefined;
        throw error;
      }
    },

    /** What survivors add after each dose, arm by arm, as the report of a finished run has it. */
    async gains(id: string): Promise<Readonly<Record<string, readonly GainAfterDose[]>>> {
      const found = adaptations(await reportInput(archive.files(id)));
      return Object.fromEntries(
        found.map(({ arm, gains }) => [
          arm,
          gains.map(({ dose, from, until, effect: { ratio, low, high } }) => ({ dose, from, until, ratio, low, high })),
        ]),
      );
    },
  };
}

function curvesOf(series: readonly SeriesRow[], nameOf: (molecule: string) => string): readonly ExposureCurve[] {
  const courses = new Map<string, Map<number, number[]>>();
  const units = new Map<string, string>();
  for (const { series: id, time, value, unit } of series) {
    const course = courses.get(id) ?? new Map<number, number[]>();
    courses.set(id, course);
    units.set(id, unit);
    course.set(time, [...(course.get(time) ?? []), value]);
  }
  const held = (pocket: string) => {
    const [molecule] = pocket.split('.');
    return `${nameOf(molecule)}${targetWords(pocket).slice(molecule.length)}`;
  };
  return [...courses].flatMap(([id, course]) => {
    const { drug, what, target } = readExposureMeasure(id) ?? {};
    if (drug === undefined || (what !== 'free' && what !== 'occupancy')) return [];
    const points = [...course]
      .sort(([a], [b]) => a - b)
      .map(([time, found]) => {
        const values = found.sort((a, b) => a - b);
        return { time, mean: mean(values), low: quantile(values, 0.05), high: quantile(values, 0.95) };
      });
    return [{ drug, ...(target !== undefined && { target: held(target) }), unit: units.get(id) ?? '1', points }];
  });
}
