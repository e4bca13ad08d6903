import type { DrawLaw } from './judge-draw.js';

/** Over an ensemble: how a law stands. */
export interface LawTally {
  readonly law: string;
  readonly draws: number;
  readonly holds: number;
  /** 95 % interval of the share of draws in which it holds (Wilson). */
  readonly interval: readonly [number, number];
  /** Draws in which a criterion was decided by a value whose interval held the bound. */
  readonly close: number;
  readonly criteria: readonly CriterionTally[];
}

/** Over an ensemble: how one criterion stands. */
export interface CriterionTally {
  readonly name: string;
  readonly fails: number;
  readonly close: number;
  /** Middle and ends of the middle 90 % of its values over the draws; absent where none had a value. */
  readonly values?: readonly [number, number, number];
}

/** Counts draws law by law. Laws may have been judged in different draws. */
export function tally(judged: readonly DrawLaw[]): LawTally[] {
  const ids = [...new Set(judged.map(({ law }) => law))];
  return ids.map((law) => {
    const each = judged.filter((one) => one.law === law);
    const holds = each.filter((one) => one.holds).length;
    const names = [...new Set(each.flatMap(({ criteria }) => criteria.map(({ name }) => name)))];
    const criteria = names.map((name): CriterionTally => {
      const found = each.flatMap((one) => one.criteria.filter((criterion) => criterion.name === name));
      const values = found.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
      const counts = {
        fails: found.filter((one) => !one.holds).length,
        close: found.filter((one) => one.close).length,
      };
      const at = (share: number) => values[Math.round(share * (values.length - 1))];
      return { name, ...counts, ...(values.length > 0 && { values: [at(0.5), at(0.05), at(0.95)] as const }) };
    });
    const close = each.filter((one) => one.criteria.some((criterion) => criterion.close)).length;
    return { law, draws: each.length, holds, interval: wilson(holds, each.length), close, criteria };
  });
}

const normal95 = 1.96;

/** 95 % interval of a share of which `found` of `all` were seen (Wilson 1927, doi:10.1080/01621459.1927.10502953). */
export function wilson(found: number, all: number): readonly [number, number] {
  const [share, squared] = [found / all, normal95 * normal95];
  const middle = (share + squared / (2 * all)) / (1 + squared / all);
  const half = (normal95 / (1 + squared / all)) * Math.sqrt((share * (1 - share)) / all + squared / (4 * all * all));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
