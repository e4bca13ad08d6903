import type { Snapshot, SnapshotColumn } from '../src/assay.js';
import type { Film, Scene, SceneCell, SceneSite } from '../src/ruler/scene.js';

/** An intact film with rectangles of it (in voxels: row, column, height, width) reduced to `left`. */
export function filmWith(
  holes: readonly { row: number; column: number; height: number; width: number; left: number }[],
  side = 100,
  voxel = 0.1,
): Film {
  const left = new Float64Array(side * side).fill(1);
  for (const hole of holes) {
    for (let r = hole.row; r < hole.row + hole.height; r++) {
      for (let c = hole.column; c < hole.column + hole.width; c++) {
        left[((r + side) % side) * side + ((c + side) % side)] = hole.left;
      }
    }
  }
  return { left, side, voxel };
}

export function roundCell(id: number, x: number, y: number, radius: number): SceneCell {
  return { id, x, y, along: radius, across: radius, cos: 1, sin: 0 };
}

export function brightSite(id: number, cell: number, x: number, y: number, rest: Partial<SceneSite> = {}): SceneSite {
  return { id, cell, x, y, actin: 1e5, marker: 1e4, radius: 0.25, length: 1, ...rest };
}

export function sceneOf(cells: readonly SceneCell[], sites: readonly SceneSite[], film: Film): Scene {
  return { time: 0, cells, sites, film };
}

export const protocol = {
  cell: 'cell',
  area: 'cell.area',
  site: 'site',
  actin: 'site.F',
  marker: 'site.C',
  radius: 'site.radius',
  length: 'site.L',
  film: 'film.gelatin',
};

export function column(
  unit: string,
  values: readonly number[],
  ids: readonly number[],
  parents: readonly number[] = [],
): SnapshotColumn {
  return {
    unit,
    values: Float64Array.from(values),
    ids: Float64Array.from(ids),
    parents: Float64Array.from(values.map((_, i) => parents[i] ?? 0)),
  };
}

/** A snapshot of one cell of 50 um2 in the middle of a 10 um film, with sites at the given places. */
export function snapshot(
  time: number,
  sites: readonly { id: number; x: number; y: number; F?: number }[],
  film: Film,
): Snapshot {
  const ids = sites.map(({ id }) => id);
  const parents = sites.map(() => 1);
  const each = (unit: string, value: (site: { x: number; y: number; F?: number }) => number) =>
    column(unit, sites.map(value), ids, parents);
  const voxels = film.side * film.side;
  return {
    time,
    columns: new Map<string, SnapshotColumn>([
      ['cell.x', column('um', [5], [1])],
      ['cell.y', column('um', [5], [1])],
      ['cell.area', column('um2', [50], [1])],
      ['site.x', each('um', ({ x }) => x)],
      ['site.y', each('um', ({ y }) => y)],
      ['site.F', each('molecule', ({ F }) => F ?? 1e5)],
      ['site.C', each('molecule', () => 1e4)],
      ['site.radius', each('um', () => 0.25)],
      ['site.L', each('um', () => 1)],
      [
        'film.gelatin',
        {
          unit: 'molecule/um2',
          values: film.left.map((share) => 2000 * share),
          ids: new Float64Array(voxels),
          parents: new Float64Array(voxels),
          grid: { side: film.side, voxel: film.voxel },
        },
      ],
    ]),
  };
}
