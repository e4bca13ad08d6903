import type { SetPredictor } from '../prediction/predictor.js';
import type { ArmPrediction } from '../reduced/predict.js';

/** Values computed so far, one list for each set in the order of asking: plain data from which the work goes on. */
export interface UncertaintyState {
  readonly values: (readonly (number | null)[])[];
}

/** Which values of a prediction are kept. */
export interface Layout {
  readonly arms: readonly string[];
  readonly measures: readonly string[];
  /** s */
  readonly time: number;
}

/** What the arms come to under one set; not a number where there is no value. */
export type Means = (arm: string, measure: string) => number;

/** How long work goes on while it goes on. */
export interface EvaluationOptions {
  readonly signal?: AbortSignal;
  /** Called after every batch with the sets done so far, when the state may be written out. */
  readonly onProgress?: (done: number) => Promise<void> | void;
}

/** Sets sent at once: enough for all threads and to be worth composing the models, few enough to stop soon. */
const batch = 24;

/** Predictions in the order in which they are asked for; those that `state` has already are not computed again. */
export class Evaluations {
  private asked = 0;

  constructor(
    private readonly state: UncertaintyState,
    private readonly options: EvaluationOptions,
  ) {}

  /** Means under each set. Rejects once the signal fires; what was computed by then stands in the state. */
  async ask(
    predict: SetPredictor,
    { arms, measures, time }: Layout,
    sets: readonly ReadonlyMap<string, number>[],
  ): Promise<Means[]> {
    const { values } = this.state;
    const { signal, onProgress } = this.options;
    for (let done = Math.max(0, values.length - this.asked); done < sets.length; ) {
      signal?.throwIfAborted();
      const part = sets.slice(done, done + batch);
      const found = await predict(part, { signal });
      for (const draw of part.keys()) values.push(kept(found, draw, arms, measures, time));
      done += part.length;
      await onProgress?.(values.length);
    }
    const own = values.slice(this.asked, this.asked + sets.length);
    this.asked += sets.length;
    return own.map((list) => (arm, measure) => {
      return list[arms.indexOf(arm) * measures.length + measures.indexOf(measure)] ?? Number.NaN;
    });
  }
}

function kept(
  found: readonly ArmPrediction[],
  draw: number,
  arms: readonly string[],
  measures: readonly string[],
  time: number,
): (number | null)[] {
  return arms.flatMap((arm) => {
    const own = found.find((each) => each.arm === arm && each.draw === draw)?.measures;
    return measures.map((measure) => {
      const mean = own?.get(measure)?.find((each) => each.time === time)?.mean ?? Number.NaN;
      return Number.isFinite(mean) ? mean : null;
    });
  });
}

/** Arm over control; not a number where the control shows nothing. */
export function ratioOf(means: Means, arm: string, control: string, measure: string): number {
  const reference = means(control, measure);
  return reference > 0 ? means(arm, measure) / reference : Number.NaN;
}
