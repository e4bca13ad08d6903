import { exp, pow, Stream } from '@invadolab/core';
import { type CellTable, cellStates, divisions } from './cell-table.js';
import { drawDirection } from './directions.js';

/** A cell that is gone, as it was at the end. */
export interface RemovedCell {
  readonly id: number;
  readonly parent: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** What happened at a barrier; born cells are the rows from `firstBorn` to the end of the table. */
export interface LifeEvents {
  readonly firstBorn: number;
  readonly removed: readonly RemovedCell[];
}

/** Radius of a daughter over that of her mother. */
export const thirdRootOfHalf = 0.7937005259840998;

/** Starts the death of a cell: it stops walking, shrinks to nothing in `duration` seconds and is then removed. */
export function beginDying(table: CellTable, row: number, duration: number): void {
  table.state[row] = cellStates.dying;
  table.leaving[row] = duration;
  table.divide[row] = divisions.none;
}

/**
 * Growth, death and division, at barriers between steps of the mechanics and in the order of ids.
 *
 * - Growth: the volume approaches that of `target` at the rate `growth`; exact for any length of step.
 * - Death: the volume of a dying cell falls linearly to nothing; `beginDying`.
 * - Division, of cells whose `divide` is set: each daughter has half the volume; they lie on an axis of chance, as far apart
 *   as fits into the outline of the mother, who stays the first of the two with her id and row.
 *   Both walk on, the second in a direction of her own.
 */
export class Life {
  private readonly stream: Stream;
  private readonly direction = new Float64Array(3);
  private gone = new Uint8Array(0);

  /** `dimensions`: 2 or 3. `member`: number of the tissue. */
  constructor(
    private readonly dimensions: number,
    seed: number,
    private readonly member: number,
  ) {
    this.stream = new Stream(seed, 'cell division');
  }

  /** Lets `dt` seconds pass up to the time `time`, at the tick of that number. */
  step(table: CellTable, tick: number, time: number, dt: number): LifeEvents {
    const removed = this.resize(table, dt);
    if (removed.length > 0) table.compact(this.gone);
    const firstBorn = table.count;
    for (let row = 0; row < firstBorn; row++) {
      if (table.divide[row] !== divisions.none && table.state[row] === cellStates.alive)
        this.split(table, row, tick, time);
    }
    return { firstBorn, removed };
  }

  private resize(table: CellTable, dt: number): RemovedCell[] {
    const { count, radius, target, growth, state, leaving, id, parent, x, y, z } = table;
    if (this.gone.length < count) this.gone = new Uint8Array(2 * count);
    this.gone.fill(0, 0, count);
    const removed: RemovedCell[] = [];
    let rate = 0;
    let kept = 1;
    for (let row = 0; row < count; row++) {
      if (state[row] === cellStates.dying) {
        const left = leaving[row] - dt;
        if (left > 0) radius[row] *= pow(left / leaving[row], 1 / 3);
        else {
          this.gone[row] = 1;
          removed.push({ id: id[row], parent: parent[row], x: x[row], y: y[row], z: z[row] });
        }
        leaving[row] = left;
      } else if (growth[row] > 0 && radius[row] !== target[row]) {
        if (growth[row] !== rate) {
          rate = growth[row];
          kept = exp(-rate * dt);
        }
        const goal = target[row] * target[row] * target[row];
        const now = radius[row] * radius[row] * radius[row];
        radius[row] = pow(goal + (now - goal) * kept, 1 / 3);
      }
    }
    return removed;
  }

  private split(table: CellTable, row: number, tick: number, time: number): void {
    const { direction, stream } = this;
    stream.at(this.member, table.id[row], tick);
    drawDirection(stream, this.dimensions, direction);
    const before = table.radius[row];
    table.radius[row] = before * thirdRootOfHalf;
    const away = before - table.radius[row];
    const daughter = table.addDaughter(row, time);
    table.x[row] -= away * direction[0];
    table.y[row] -= away * direction[1];
    table.z[row] -= away * direction[2];
    table.x[daughter] += away * direction[0];
    table.y[daughter] += away * direction[1];
    table.z[daughter] += away * direction[2];
    // A direction of 0 is one that is still to be drawn.
    table.px[daughter] = 0;
    table.py[daughter] = 0;
    table.pz[daughter] = 0;
  }
}
