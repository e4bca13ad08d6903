import type { WrittenStudy } from '../../study/use-study.js';

/** When the primary is removed, as an arm's `set` says it. */
export interface Removal {
  readonly kind: 'size' | 'day' | 'never';
  /** cm across, or weeks; absent for never. */
  readonly value?: number;
}

/** cells per cm3 of tumour */
const density = 1e9;

/** That of the first arm: all arms of this room share it. */
export function removalOf(study: WrittenStudy): Removal {
  const [first] = armIds(study);
  const set = (first === undefined ? undefined : study.at(['arms', first, 'set'])) as
    | Record<string, unknown>
    | undefined;
  const cells = Number.parseFloat(String(set?.resection_cells));
  if (!Number.isNaN(cells)) return { kind: 'size', value: 2 * Math.cbrt((3 * cells) / density / (4 * Math.PI)) };
  const weeks = Number.parseFloat(String(set?.resection_time));
  return Number.isNaN(weeks) ? { kind: 'never' } : { kind: 'day', value: weeks };
}

/** The same as entries of `set`. */
export function removalSet({ kind, value = 0 }: Removal): Readonly<Record<string, string>> {
  if (kind === 'never') return {};
  if (kind === 'day') return { resection_time: `${value} weeks` };
  return { resection_cells: `${(density * (4 / 3) * Math.PI * (value / 2) ** 3).toExponential(2)} cell` };
}

/** All arms of a study with this removal and no other. */
export function armsWith(study: WrittenStudy, removal: Removal): Readonly<Record<string, unknown>> {
  const arms = (study.at(['arms']) ?? {}) as Record<string, Record<string, unknown> | null>;
  return Object.fromEntries(
    Object.entries(arms).map(([id, arm]) => {
      const { set = {}, ...rest } = arm ?? {};
      const { resection_cells: _, resection_time: __, ...own } = set as Record<string, unknown>;
      const next = { ...removalSet(removal), ...own };
      return [id, { ...rest, ...(Object.keys(next).length > 0 && { set: next }) }];
    }),
  );
}

function armIds(study: WrittenStudy): readonly string[] {
  return Object.keys((study.at(['arms']) ?? {}) as Record<string, unknown>);
}
