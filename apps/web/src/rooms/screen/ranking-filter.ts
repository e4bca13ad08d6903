import type { DrawSummary, DrugScreenRecord, RankedDrug } from '@invadolab/results';
import type { DrugFacts } from '../../worker/drug-facts.js';

/** Which drugs are shown, in which order, and where. */
export interface RankingFilter {
  readonly words: string;
  /** `molecule:NAME` or `site:SITE`. */
  readonly target: string | null;
  readonly status: DrugStage | null;
  readonly brain: boolean;
  /** Index of a context; null for the mean over all cancers. */
  readonly context: number | null;
  readonly order: RankingOrder;
}

/** How far a drug has come. */
export type DrugStage = 'approved' | 'trials' | 'research';
export type RankingOrder = 'rank' | 'chance' | 'healthy' | 'window' | 'held' | 'name';
export const rankingOrders: readonly RankingOrder[] = ['rank', 'chance', 'healthy', 'window', 'held', 'name'];

export const wholeRanking: RankingFilter = {
  words: '',
  target: null,
  status: null,
  brain: false,
  context: null,
  order: 'rank',
};

/** Share of the free level in plasma that has to pass intact brain vessels for `brain`. */
export const brainShare = 0.3;

/** The catalogue's own words for a status, as one of three stages. */
export function stageOf(status: string): DrugStage {
  if (status.startsWith('approved')) return 'approved';
  return /^(investigational|discontinued|stopped|failed)/.test(status) ? 'trials' : 'research';
}

/** A drug with its place in the record. */
export interface PlacedDrug {
  readonly drug: RankedDrug;
  /** From 1. */
  readonly rank: number;
  /** What is shown of it: over all cancers, or in the chosen context. */
  readonly effect: DrawSummary;
}

/** The drugs that a filter lets through, in its order. */
export function rankedBy(
  { ranked, wanted }: DrugScreenRecord,
  facts: Readonly<Record<string, DrugFacts>>,
  filter: RankingFilter,
): readonly PlacedDrug[] {
  const { words, target, status, brain, context, order } = filter;
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const placed = ranked.map((drug, at): PlacedDrug => {
    return { drug, rank: at + 1, effect: context === null ? drug.effect : drug.ratios[context] };
  });
  const shown = placed.filter(({ drug }) => {
    const known = facts[drug.drug];
    const titles = (known?.targets ?? []).map(({ title }) => title);
    const text = [drug.name, drug.status, ...(known?.synonyms ?? []), ...titles].join(' ').toLowerCase();
    return (
      asked.every((word) => text.includes(word)) &&
      (target === null || hits(known, target)) &&
      (status === null || stageOf(drug.status) === status) &&
      (!brain || (known?.brain ?? 0) >= brainShare)
    );
  });
  const sign = wanted === 'lower' ? 1 : -1;
  const effectOf = ({ effect }: PlacedDrug) =>
    effect.median === null ? Number.POSITIVE_INFINITY : sign * effect.median;
  const keys: Readonly<Record<RankingOrder, (one: PlacedDrug) => number>> = {
    rank: (one) => (context === null ? one.rank : effectOf(one)),
    chance: ({ drug }) => -drug.amongFirst,
    healthy: ({ drug }) => -(drug.healthy?.median ?? -1),
    window: ({ drug }) => -Math.min(...(drug.windows ?? []).map(({ window }) => window.atLeast ?? -1), 1e9) || 0,
    held: ({ drug }) => -longestHeld(drug),
    name: () => 0,
  };
  const key = keys[order];
  return [...shown].sort((a, b) =>
    order === 'name' ? a.drug.name.localeCompare(b.drug.name) : key(a) - key(b) || a.rank - b.rank,
  );
}

function hits(facts: DrugFacts | undefined, target: string): boolean {
  return (facts?.targets ?? []).some(({ molecule, site }) => [`molecule:${molecule}`, `site:${site}`].includes(target));
}

/** The longest share of the time in which any target is occupied by more than half; -1 where nobody knows. */
export function longestHeld({ held = [] }: RankedDrug): number {
  return Math.max(-1, ...held.map(({ share }) => share));
}
