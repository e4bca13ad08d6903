import { Stream } from '@invadolab/core';
import type { Cursor, Happening } from '@invadolab/engine';
import { CellTable, divisions } from '../cells/cell-table.js';
import { beginDying, Life } from '../cells/life.js';
import { Mechanics } from '../cells/mechanics.js';
import type { Grid3 } from '../fields/grid.js';
import { Places } from '../fields/places.js';
import { Settler } from '../fields/settle.js';
import { SolubleField3 } from '../fields/soluble.js';
import { Responses } from '../responses/responses.js';
import { Gel } from './gel.js';
import { type OwnValues, TissueNumbers } from './numbers.js';
import type { TissuePlan } from './plan.js';
import { placeCells } from './start.js';

/** Followed cells of a tissue are members of their own: its number times this, and on. */
const followedPerMember = 4096;

/**
 * One tissue: cells in a table, gels and soluble species on voxels, and what followed cells answer. It goes from tick to
 * tick: every cell looks at where its front is, what it is and does there is evaluated, gels are cleared, soluble species
 * spread, then cells move in smaller steps, and at the end of the tick they divide and die. Cells take turns in the order
 * of their ids.
 */
export class TissueWorld {
  readonly table: CellTable;
  /** Voxels of gels, and of soluble species. */
  readonly grid: Grid3;
  readonly coarse: Grid3;
  readonly gels: readonly Gel[];
  readonly spread: readonly SolubleField3[];
  readonly happenings: Happening[] = [];
  tick = 0;
  readonly #all: TissueNumbers;
  readonly #numbers: Float64Array;
  readonly #frame: Cursor;
  readonly #responses: Responses;
  readonly #mechanics: Mechanics;
  readonly #life: Life;
  readonly #places: Places;
  readonly #settler: Settler | undefined;
  readonly #risen: Float64Array;
  readonly #conditions: Float64Array;
  readonly #sources: Float64Array[];
  readonly #clearances: Float64Array[];
  readonly #hazards: Stream;
  #voxels = new Int32Array(0);
  #lost = new Float64Array(0);

  constructor(
    readonly plan: TissuePlan,
    readonly member: number,
    readonly position: number,
    readonly seed: number,
    values: OwnValues,
  ) {
    const { tissue, model } = plan;
    this.#all = new TissueNumbers(plan, values);
    this.#numbers = this.#all.values;
    this.#frame = this.#all.frame;
    this.grid = this.#all.grid(plan.voxel);
    this.coarse = this.#all.grid(plan.coarse);
    this.gels = plan.gels.map(({ from, to, thickness, density }, g) => {
      const where = { shape: tissue.gels[g].where.shape, from: this.#all.of(from), to: this.#all.of(to) };
      return new Gel(this.grid, {
        where,
        density: this.#all.of(density),
        ...(thickness && { thickness: this.#all.of(thickness) }),
      });
    });
    this.spread = plan.spread.map(({ initial, diffusivity, decay, outside }) => {
      const wall = outside && ({ kind: 'held', density: this.#all.of(outside) } as const);
      const walls = wall && {
        x0: wall,
        x1: wall,
        y0: wall,
        y1: wall,
        ...(this.coarse.nz > 1 && { z0: wall, z1: wall }),
      };
      const rates = { diffusivity: this.#all.of(diffusivity), decay: this.#all.of(decay), walls };
      const field = new SolubleField3(this.coarse, rates);
      field.fill(this.#all.of(initial));
      return field;
    });
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
    const rises = tissue.rises.map(({ id }) => [risenColumn(id), {}] as const);
    this.table = new CellTable({
      blocking: true,
      ...(tissue.cells.follow.op !== 'number' && { following: true }),
      columns: { followed: {}, pore: {}, path: {}, dividing: {}, dying: {}, ...Object.fromEntries(rises) },
    });
    this.#mechanics = this.#mechanicsOf();
    this.#life = new Life(tissue.dimensions, seed, member);
    this.#places = new Places(this.coarse);
    if (tissue.spread.some(({ settles }) => settles)) this.#settler = new Settler(this.coarse);
    this.#risen = new Float64Array(tissue.rises.length);
    this.#conditions = new Float64Array(tissue.spread.filter(({ sets }) => sets).length);
    this.#sources = plan.spread.map(() => new Float64Array(0));
    this.#clearances = plan.spread.map(() => new Float64Array(0));
    this.#hazards = new Stream(seed, 'tissue hazards');
    this.#begin();
  }

  /** s */
  get time(): number {
    return this.tick * this.plan.tissue.tick;
  }

  /** One tick. Throws what followed cells throw. */
  advance(): void {
    const { tissue } = this.plan;
    const dt = tissue.tick;
    this.#responses.extend(this.time);
    this.#look(dt);
    this.#spreadAll(dt);
    this.#move(dt / tissue.steps);
    this.#liveOn(dt);
    this.tick++;
  }

  /** Lets followed cells and what they say be seen before the first tick. */
  refresh(): void {
    this.#responses.extend(this.time);
    this.#look(0);
  }

  #mechanicsOf(): Mechanics {
    const { nx, ny, nz, voxel, height } = this.grid;
    const { cells, tissue } = { cells: this.plan.cells, tissue: this.plan.tissue };
    const wall = (to: number) => ({ edge: 'reflecting', from: 0, to }) as const;
    const flat = tissue.dimensions === 2;
    return new Mechanics({
      domain: flat ? [wall(nx * voxel), wall(ny * voxel)] : [wall(nx * voxel), wall(ny * voxel), wall(nz * height)],
      contact: {
        range: this.#all.of(cells.reach),
        types: 1,
        repulsion: Float64Array.of(this.#all.of(cells.repulsion)),
        adhesion: Float64Array.of(this.#all.of(cells.adhesion)),
      },
      motility: { contactInhibition: [this.#all.of(cells.inhibition)] },
      seed: this.seed,
      member: this.member,
    });
  }

  #begin(): void {
    const { plan, table, member, seed } = this;
    const { start, tissue } = plan;
    const radius = this.#all.of(plan.cells.radius);
    const cells = Math.round(this.#all.of(start.cells));
    const [from, to] = [this.#all.of(start.from), this.#all.of(start.to)];
    placeCells(table, { shape: tissue.start.shape, cells, from, to, radius }, this.grid, member, seed);
    const followed = table.column('followed');
    for (let row = 0; row < table.count; row++) {
      followed[row] = this.#hazards.at(member, table.id[row], 0).integer(tissue.follow.cells);
      this.#renew(row, this.#hazards);
    }
    // Cells that were drawn on top of each other come apart before anything is looked at.
    const settling = this.#mechanicsOf();
    for (let step = 0; step < settlingSteps; step++) settling.step(table, step, tissue.tick / tissue.steps);
    table.fresh.fill(1, 0, table.count);
  }

  /** Thresholds of a new cell: its hazards fire when their integrals reach them. */
  #renew(row: number, draws: { exponential(): number }): void {
    this.table.column('dividing')[row] = draws.exponential();
    this.table.column('dying')[row] = draws.exponential();
  }

  /** What each cell finds, is and does; what it clears in front of itself goes at once. */
  #look(dt: number): void {
    const { table, plan, gels } = this;
    const { at, tissue, cells } = plan;
    const numbers = this.#numbers;
    const frame = this.#frame;
    frame.t = this.time;
    const { x, y, z, px, py, pz, speed, persistence, following } = table;
    const pore = table.column('pore');
    const followed = table.column('followed');
    const dividing = table.column('dividing');
    const dying = table.column('dying');
    const risen = tissue.rises.map(({ id }) => table.column(risenColumn(id)));
    this.#reserve(table.count);
    for (let row = 0; row < table.count; row++) {
      const voxel = this.coarse.voxelAt(x[row], y[row], z[row]);
      this.#voxels[row] = voxel;
      for (let s = 0, a = 0; s < this.spread.length; s++) {
        numbers[at.spread + s] = this.spread[s].density[voxel];
        const { sets } = plan.spread[s];
        if (sets === undefined) continue;
        numbers[at.here] = numbers[at.spread + s];
        this.#conditions[a++] = sets(frame);
      }
      this.#responses.at(this.time, followed[row], this.#conditions, this.#risen);
      for (let r = 0; r < risen.length; r++) {
        numbers[at.rises + r] = this.#risen[r];
        risen[r][row] = this.#risen[r];
      }
      const ahead = this.#reached(row, px[row], py[row], pz[row]);
      pore[row] = this.#narrowest(ahead);
      numbers[at.contacts] = table.contacts[row];
      numbers[at.age] = this.time - table.born[row];
      for (let g = 0; g < gels.length; g++) {
        const { cleared } = plan.gels[g];
        if (cleared === undefined || numbers[at.gels + g] === 0) continue;
        numbers[at.here] = numbers[at.gels + g];
        gels[g].clear(ahead, cleared(frame), dt);
      }
      speed[row] = Math.max(0, cells.speed(frame));
      persistence[row] = cells.persistence(frame);
      if (following) following[row] = cells.follow(frame);
      for (let s = 0; s < this.spread.length; s++) {
        const { secretion, uptake } = plan.spread[s];
        if (secretion) this.#sources[s][row] = secretion(frame);
        if (uptake) this.#clearances[s][row] = uptake(frame);
      }
      dividing[row] -= dt * cells.division(frame);
      dying[row] -= dt * cells.death(frame);
      this.#hold(row);
    }
  }

  /** Voxel that the cell's surface lies in, in a direction of length 1. */
  #reached(row: number, dx: number, dy: number, dz: number): number {
    const { x, y, z, radius } = this.table;
    return this.grid.voxelAt(x[row] + radius[row] * dx, y[row] + radius[row] * dy, z[row] + radius[row] * dz);
  }

  /** Takes over the densities of the gels in a voxel; gives the narrowest opening there. */
  #narrowest(voxel: number): number {
    const { plan, gels } = this;
    const { at } = plan;
    const numbers = this.#numbers;
    let narrowest = Number.POSITIVE_INFINITY;
    for (let g = 0; g < gels.length; g++) {
      numbers[at.here] = numbers[at.gels + g] = gels[g].density[voxel];
      if (numbers[at.here] > 0) narrowest = Math.min(narrowest, plan.gels[g].pore(this.#frame));
    }
    numbers[at.pore] = narrowest;
    return narrowest;
  }

  /** Neighbours push a cell no faster than, as a share of its own speed in the open, it could walk there. */
  #hold(row: number): void {
    const { table, plan } = this;
    const { fx, fy, fz } = table;
    const push = Math.sqrt(fx[row] * fx[row] + fy[row] * fy[row] + fz[row] * fz[row]);
    let held = 0;
    if (push > 0) {
      const pore = this.#narrowest(this.#reached(row, fx[row] / push, fy[row] / push, fz[row] / push));
      if (pore < Number.POSITIVE_INFINITY) {
        const there = plan.cells.speed(this.#frame);
        this.#numbers[plan.at.pore] = Number.POSITIVE_INFINITY;
        const free = plan.cells.speed(this.#frame);
        // Of the velocity along a vector of this length the mechanics leave one minus its square.
        if (there < free) held = Math.sqrt(1 - Math.max(0, there) / free) / push;
      }
    }
    table.nx![row] = held * fx[row];
    table.ny![row] = held * fy[row];
    table.nz![row] = held * fz[row];
  }

  #reserve(rows: number): void {
    if (this.#voxels.length >= rows) return;
    this.#voxels = new Int32Array(2 * rows);
    for (let s = 0; s < this.#sources.length; s++) {
      this.#sources[s] = new Float64Array(2 * rows);
      this.#clearances[s] = new Float64Array(2 * rows);
    }
  }

  #spreadAll(dt: number): void {
    const { plan, spread, table } = this;
    if (spread.length > 0) this.#places.stand(this.#voxels, table.count);
    spread.forEach((field, s) => {
      const { secretion, uptake } = plan.spread[s];
      const exchange = {
        ...(secretion && { source: this.#sources[s] }),
        ...(uptake && { clearance: this.#clearances[s] }),
      };
      if (plan.tissue.spread[s].settles) this.#settler?.settle(field, this.#places, exchange, dt, { tolerance });
      else {
        if (secretion || uptake) field.exchange(this.#places, exchange, dt);
        field.step(dt);
      }
    });
    this.#expose(dt);
  }

  /** What soluble species take from the gels, voxel by voxel. */
  #expose(dt: number): void {
    const { plan, gels, spread, grid } = this;
    const numbers = this.#numbers;
    plan.gels.forEach(({ lost }, g) => {
      if (lost === undefined) return;
      if (this.#lost.length < grid.size) this.#lost = new Float64Array(grid.size);
      for (let v = 0; v < grid.size; v++) {
        if (gels[g].density[v] === 0) continue;
        const outer = this.#outer(v);
        for (let s = 0; s < spread.length; s++) numbers[plan.at.spread + s] = spread[s].density[outer];
        numbers[plan.at.here] = numbers[plan.at.gels + g] = gels[g].density[v];
        this.#lost[v] = lost(this.#frame);
      }
      gels[g].lose(this.#lost, dt);
    });
  }

  /** Voxel of the soluble species around one of the gels. */
  #outer(voxel: number): number {
    const { grid, coarse } = this;
    if (grid.size === coarse.size) return voxel;
    const i = voxel % grid.nx;
    const j = Math.floor(voxel / grid.nx) % grid.ny;
    const k = Math.floor(voxel / (grid.nx * grid.ny));
    return coarse.voxelAt(grid.centre(0, i), grid.centre(1, j), grid.centre(2, k));
  }

  #move(dt: number): void {
    const { table, plan } = this;
    const { steps } = plan.tissue;
    const path = table.column('path');
    for (let step = 0; step < steps; step++) {
      this.#mechanics.step(table, this.tick * steps + step, dt);
      const { mx, my, mz } = table;
      for (let row = 0; row < table.count; row++)
        path[row] += dt * Math.sqrt(mx[row] * mx[row] + my[row] * my[row] + mz[row] * mz[row]);
    }
  }

  /** Hazards whose integral has reached its threshold fire; the newborn draw thresholds of their own. */
  #liveOn(dt: number): void {
    const { table, plan, member, tick } = this;
    const { cells } = plan;
    const dividing = table.column('dividing');
    const dying = table.column('dying');
    const until = this.time + dt;
    const growth = this.#all.of(cells.growth);
    const target = this.#all.of(cells.radius);
    const draws = this.#hazards;
    for (let row = 0; row < table.count; row++) {
      table.growth[row] = growth;
      table.target[row] = target;
      if (table.state[row] !== 0) continue;
      if (dying[row] <= 0) {
        beginDying(table, row, this.#all.of(cells.dying));
        this.#happened('dissolve', 'death', row, until);
      } else if (dividing[row] <= 0) {
        table.divide[row] = divisions.anyAxis;
        this.#renew(row, draws.at(member, table.id[row], tick + 1));
        this.#happened('found', 'division', row, until);
      }
    }
    const { firstBorn } = this.#life.step(table, tick, until, dt);
    for (let row = firstBorn; row < table.count; row++) this.#renew(row, draws.at(member, table.id[row], tick + 1));
  }

  #happened(what: Happening['what'], by: string, row: number, time: number): void {
    const { table, plan } = this;
    const kind = plan.model.places[plan.tissue.of].kind;
    const { [row]: id } = table.id;
    const { [row]: parent } = table.parent;
    const { [row]: x } = table.x;
    const { [row]: y } = table.y;
    this.happenings.push({ time, member: this.position, what, by, kind, id, parent, x, y });
  }
}

/** Of settled species, relative: finer than voxels are. */
const tolerance = 1e-4;

/** Steps of the mechanics alone in which the first cells come apart. */
const settlingSteps = 200;

/** Column of the table that holds what a rise was at the last look. */
export function risenColumn(id: string): string {
  return `risen ${id}`;
}
