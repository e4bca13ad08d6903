import { cellStates } from '../cells/cell-table.js';
import { Responses } from '../responses/responses.js';
import type { OwnValues } from './numbers.js';
import type { Openings } from './openings.js';
import type { TissueParts } from './parts.js';
import type { Solutes } from './solutes.js';

/** Followed cells of a tissue are members of their own: its number times this, and on. */
const followedPerMember = 4096;

/** Components of its direction that a cell may keep which goes along a wall. */
const sidesteps = [
  [1, 1, 0],
  [1, 0, 1],
  [0, 1, 1],
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

/** What each cell finds where its front is, what it is there and what it does. */
export class Looking {
  readonly #responses: Responses;
  readonly #risen: Float64Array;
  readonly #conditions: Float64Array;

  constructor(
    readonly parts: TissueParts,
    readonly openings: Openings,
    readonly solutes: Solutes,
    values: OwnValues,
  ) {
    const { plan, member, seed } = parts;
    const { tissue, model } = plan;
    this.#responses = new Responses({
      plan: plan.reduced,
      rises: tissue.rises,
      members: Array.from({ length: tissue.follow.cells }, (_, cell) => (member + 1) * followedPerMember + cell),
      seed,
      axes: tissue.spread.flatMap(({ sets }) => {
        if (sets === undefined) return [];
        const { id, factor } = model.parameters[sets.parameter];
        return [{ points: sets.at, slot: `parameter.${id}`, factor }];
      }),
      values,
      every: tissue.follow.every,
    });
    this.#risen = new Float64Array(tissue.rises.length);
    this.#conditions = new Float64Array(tissue.spread.filter(({ sets }) => sets).length);
  }

  /** What followed cells said so far. */
  get readings(): readonly Float64Array[] {
    return this.#responses.readings;
  }

  /** Goes on from what they said in a run before. */
  restore(readings: readonly Float64Array[]): void {
    this.#responses.restore(readings);
  }

  /**
   * Every cell looks at `time` and does what it does at once for `dt` s: it clears what is in front of it, and its hazards
   * add up. A dying cell does nothing any more. Throws what followed cells throw.
   */
  look(time: number, dt: number): void {
    const { parts, openings, solutes } = this;
    const { table, plan, gels, coarse, spread, glide } = parts;
    const { values: numbers, frame } = parts.numbers;
    const { at, cells } = plan;
    this.#responses.extend(time);
    frame.t = time;
    const { x, y, z, px, py, pz, speed, persistence, following, state } = table;
    const pore = table.column('pore');
    const followed = table.column('followed');
    const dividing = table.column('dividing');
    const dying = table.column('dying');
    const risen = parts.risen();
    solutes.reserve(table.count);
    for (let row = 0; row < table.count; row++) {
      const voxel = coarse.voxelAt(x[row], y[row], z[row]);
      for (let s = 0, a = 0; s < spread.length; s++) {
        numbers[at.spread + s] = spread[s].density[voxel];
        const { sets } = plan.spread[s];
        if (sets === undefined) continue;
        numbers[at.here] = numbers[at.spread + s];
        this.#conditions[a++] = sets(frame);
      }
      this.#responses.at(time, followed[row], this.#conditions, this.#risen);
      for (let r = 0; r < risen.length; r++) {
        numbers[at.rises + r] = this.#risen[r];
        risen[r][row] = this.#risen[r];
      }
      const ahead = openings.reached(row, px[row], py[row], pz[row]);
      pore[row] = numbers[at.pore];
      numbers[at.contacts] = table.contacts[row];
      numbers[at.age] = time - table.born[row];
      const alive = state[row] === cellStates.alive;
      for (let g = 0; alive && g < gels.length; g++) {
        const { cleared } = plan.gels[g];
        if (cleared === undefined || numbers[at.gels + g] === 0) continue;
        numbers[at.here] = numbers[at.gels + g];
        gels[g].clear(ahead, cleared(frame), dt);
      }
      speed[row] = Math.max(0, cells.speed(frame));
      if (glide > 0) this.#goAlong(row, pore[row]);
      persistence[row] = cells.persistence(frame);
      if (following) following[row] = cells.follow(frame);
      solutes.look(row, voxel, alive);
      dividing[row] -= dt * cells.division(frame);
      dying[row] -= dt * cells.death(frame);
      this.#hold(row);
    }
  }

  /**
   * Where its way is narrow, a cell goes along the wall instead, if that gets it ahead faster: in the direction that is left
   * of its own without one or two of its components.
   */
  #goAlong(row: number, pore: number): void {
    const { openings } = this;
    const { table, plan, glide, numbers } = this.parts;
    const { px, py, pz, gx, gy, gz, speed } = table;
    gx![row] = gy![row] = gz![row] = 0;
    if (pore === Number.POSITIVE_INFINITY) return;
    let fastest = speed[row];
    for (const [keepsX, keepsY, keepsZ] of sidesteps) {
      const [dx, dy, dz] = [keepsX * px[row], keepsY * py[row], keepsZ * pz[row]];
      const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (!(length > 0)) continue;
      openings.reached(row, dx / length, dy / length, dz / length);
      const there = Math.max(0, plan.cells.speed(numbers.frame));
      if (!(glide * there * length > fastest)) continue;
      fastest = glide * there * length;
      speed[row] = there;
      gx![row] = dx / length;
      gy![row] = dy / length;
      gz![row] = dz / length;
    }
    openings.reached(row, px[row], py[row], pz[row]);
  }

  /** Neighbours push a cell no faster than, as a share of its own speed in the open, it could walk there. */
  #hold(row: number): void {
    const { table, plan, numbers } = this.parts;
    const { fx, fy, fz } = table;
    const push = Math.sqrt(fx[row] * fx[row] + fy[row] * fy[row] + fz[row] * fz[row]);
    let held = 0;
    if (push > 0) {
      this.openings.reached(row, fx[row] / push, fy[row] / push, fz[row] / push);
      if (numbers.values[plan.at.pore] < Number.POSITIVE_INFINITY) {
        const there = plan.cells.speed(numbers.frame);
        numbers.values[plan.at.pore] = Number.POSITIVE_INFINITY;
        const free = plan.cells.speed(numbers.frame);
        // Of the velocity along a vector of this length the mechanics leave one minus its square.
        if (there < free) held = Math.sqrt(1 - Math.max(0, there) / free) / push;
      }
    }
    table.nx![row] = held * fx[row];
    table.ny![row] = held * fy[row];
    table.nz![row] = held * fz[row];
  }
}
