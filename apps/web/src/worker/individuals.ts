import type { EventRow, MeasureRow } from '@invadolab/results';

/** One simulated individual in one arm at one time. */
export interface IndividualLook {
  /** s */
  readonly time: number;
  /** Detectable metastases by organ. */
  readonly detectable: Readonly<Record<string, number>>;
  /** Metastases that found vessels, whatever their size. */
  readonly growing: number;
  /** Cells. */
  readonly primary: number;
  /** Circulating tumour cells and clusters per mL of blood. */
  readonly circulating: number;
}

/** A metastasis that found vessels. */
export interface Founding {
  readonly organ: string;
  /** s */
  readonly time: number;
}

/** The course of one simulated individual in one arm. */
export interface Individual {
  /** From 0; the same number is the same body in every arm. */
  readonly number: number;
  /** s, ascending. */
  readonly looks: readonly IndividualLook[];
  /** s, of the first examination at which a metastasis was detectable; absent where none was. */
  readonly first?: number;
  /** s, when the primary was removed; absent where it was not, and while the run is on its way. */
  readonly removed?: number;
  /** The earliest foundings, ascending in time; empty while the run is on its way. */
  readonly founded: readonly Founding[];
}

/** All individuals of a run that are known so far, by arm. */
export type Bodies = Readonly<Record<string, readonly Individual[]>>;

/** Foundings of an individual that are told one by one. */
const mostFoundings = 60;

const day = 86_400;

type Growing = { -readonly [Key in keyof Individual]: Individual[Key] } & {
  looks: Mutable<IndividualLook>[];
  founded: Founding[];
};
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Courses of individuals out of rows of measures and events, in whatever order they come. */
export class BodiesReader {
  private readonly arms = new Map<string, Map<number, Growing>>();

  take(rows: readonly MeasureRow[]): void {
    for (const { arm, experiment, time, measure, value } of rows) {
      if (measure === 'metastasis.first') this.of(arm, experiment).first = value * day;
      else if (wanted(measure)) note(lookOf(this.of(arm, experiment), time), measure, value);
    }
  }

  takeEvents(rows: readonly EventRow[]): void {
    for (const { arm, experiment, time, what, by, kind } of rows) {
      const body = this.of(arm, experiment);
      if (what === 'event' && by.startsWith('resection')) body.removed ??= time;
      const organ = what === 'found' ? /^(\w+)_colony$/.exec(kind)?.[1] : undefined;
      if (organ !== undefined) body.founded.push({ organ, time });
    }
  }

  /** As they are now, by number, each with its looks in order of time. */
  bodies(): Bodies {
    return Object.fromEntries(
      [...this.arms].map(([arm, found]) => [arm, [...found.values()].map(inOrder).sort(byNumber)]),
    );
  }

  private of(arm: string, number: number): Growing {
    const own = this.arms.get(arm) ?? new Map<number, Growing>();
    this.arms.set(arm, own);
    const found = own.get(number) ?? { number, looks: [], founded: [] };
    own.set(number, found);
    return found;
  }
}

function wanted(measure: string): boolean {
  return measure in plain || measure.startsWith(organPrefix);
}

const organPrefix = 'metastases.count.';
const plain = { 'metastases.growing': 'growing', 'primary.cells': 'primary', 'ctc.count': 'circulating' } as const;

function note(look: Mutable<IndividualLook>, measure: string, value: number): void {
  if (measure.startsWith(organPrefix)) {
    look.detectable = { ...look.detectable, [measure.slice(organPrefix.length)]: value };
  } else look[plain[measure as keyof typeof plain]] = value;
}

function lookOf({ looks }: Growing, time: number): Mutable<IndividualLook> {
  // Rows of one look stand together.
  const last = looks[looks.length - 1];
  const found = last?.time === time ? last : looks.find((look) => look.time === time);
  if (found) return found;
  const look = { time, detectable: {}, growing: 0, primary: 0, circulating: 0 };
  looks.push(look);
  return look;
}

function inOrder({ looks, founded, ...body }: Growing): Individual {
  return {
    ...body,
    looks: [...looks].sort((a, b) => a.time - b.time),
    founded: [...founded].sort((a, b) => a.time - b.time).slice(0, mostFoundings),
  };
}

const byNumber = (a: Individual, b: Individual) => a.number - b.number;
