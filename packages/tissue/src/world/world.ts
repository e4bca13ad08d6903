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
import { Passing } from './passing.js';
import type { TissuePlan } from './plan.js';
import { coverage } from './region.js';
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
  /** Share of each voxel in each named region. */
  readonly regions: readonly Float64Array[];
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
  readonly #passing: Passing;
  readonly #risen: Float64Array;
  readonly #conditions: Float64Array;
  readonly #sources: Float64Array[];
  readonly #clearances: Float64Array[];
  readonly #hazards: Stream;
  /** Where each passage is, by voxel. */
  readonly #passages: readonly Uint8Array[];
  readonly #glide: number;
  #voxels = new Int32Array(0);
  /** Where cells were before a step of the mechanics. */
  #before: readonly [Float64Array, Float64Array, Float64Array] = [
    new Float64Array(0),
    new Float64Array(0),
    new Float64Array(0),
  ];
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
    this.regions = plan.regions.map((region) => coverage(this.#all.region(region), this.grid));
    this.#passages = plan.passages.map(({ where }) =>
      Uint8Array.from(coverage(this.#all.region(where), this.grid), (share) => (share >= 0.5 ? 1 : 0)),
    );
    this.gels = plan.gels.map(({ where, thickness, density }) => {
      return new Gel(this.grid, {
        where: this.#all.region(where),
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
    this.#glide = this.#all.of(plan.cells.glide);
    const glides = this.#glide > 0;
    const rises = tissue.rises.map(({ id }) => [risenColumn(id), {}] as const);
    this.table = new CellTable({
      blocking: true,
      ...(tissue.cells.follow.op !== 'number' && { following: true }),
      ...(glides && { guidance: true }),
      columns: { followed: {}, pore: {}, path: {}, dividing: {}, dying: {}, ...Object.fromEntries(rises) },
    });
    this.#mechanics = this.#mechanicsOf();
    this.#life = new Life(tissue.dimensions, seed, member);
    this.#places = new Places(this.coarse);
    if (tissue.spread.some(({ settles }) => settles)) this.#settler = new Settler(this.coarse);
    this.#passing = new Passing(this.#all, this.spread);
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

  /** um; 0 without a vessel. */
  get vesselRadius(): number {
    return this.plan.vessel ? this.#all.of(this.plan.vessel) : 0;
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

  /** `last` keeps cells between two heights along the last axis; by default it is the whole box. */
  #mechanicsOf(last?: { readonly from: number; readonly to: number }): Mechanics {
    const { nx, ny, nz, voxel, height } = this.grid;
    const { cells, tissue } = { cells: this.plan.cells, tissue: this.plan.tissue };
    const wall = (to: number) => ({ edge: 'reflecting', from: 0, to }) as const;
    const flat = tissue.dimensions === 2;
    const end = { ...wall(flat ? ny * voxel : nz * height), ...last };
    return new Mechanics({
      domain: flat ? [wall(nx * voxel), end] : [wall(nx * voxel), wall(ny * voxel), end],
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
    // Cells that were drawn on top of each other come apart before anything is looked at; a layer or slab stays one.
    const thin = radius / 1000;
    const { shape } = tissue.start;
    const within = shape === 'layer' ? { from: from - thin, to: from + thin } : { from, to };
    const settling = this.#mechanicsOf(shape === 'layer' || shape === 'slab' ? within : undefined);
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
      pore[row] = numbers[at.pore];
      numbers[at.contacts] = table.contacts[row];
      numbers[at.age] = this.time - table.born[row];
      for (let g = 0; g < gels.length; g++) {
        const { cleared } = plan.gels[g];
        if (cleared === undefined || numbers[at.gels + g] === 0) continue;
        numbers[at.here] = numbers[at.gels + g];
        gels[g].clear(ahead, cleared(frame), dt);
      }
      speed[row] = Math.max(0, cells.speed(frame));
      if (this.#glide > 0) this.#goAlong(row);
      persistence[row] = cells.persistence(frame);
      if (following) following[row] = cells.follow(frame);
      for (let s = 0; s < this.spread.length; s++) {
        const { secretion, uptake } = plan.spread[s];
        if (secretion) this.#sources[s][row] = secretion(frame);
        if (uptake) this.#clearances[s][row] = uptake(frame);
      }
      this.#passing.look(row);
      dividing[row] -= dt * cells.division(frame);
      dying[row] -= dt * cells.death(frame);
      this.#hold(row);
    }
  }

  /**
   * Where its way is narrow, a cell goes along the wall instead, if that gets it ahead faster: in the direction that is left
   * of its own without one or two of its components.
   */
  #goAlong(row: number): void {
    const { table, plan } = this;
    const { px, py, pz, gx, gy, gz, speed } = table;
    gx![row] = gy![row] = gz![row] = 0;
    if (table.column('pore')[row] === Number.POSITIVE_INFINITY) return;
    let fastest = speed[row];
    for (const [keepsX, keepsY, keepsZ] of sidesteps) {
      const [dx, dy, dz] = [keepsX * px[row], keepsY * py[row], keepsZ * pz[row]];
      const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (!(length > 0)) continue;
      this.#reached(row, dx / length, dy / length, dz / length);
      const there = Math.max(0, plan.cells.speed(this.#frame));
      if (!(this.#glide * there * length > fastest)) continue;
      fastest = this.#glide * there * length;
      speed[row] = there;
      gx![row] = dx / length;
      gy![row] = dy / length;
      gz![row] = dz / length;
    }
    this.#reached(row, px[row], py[row], pz[row]);
  }

  /**
   * Voxel with the narrowest opening between a cell's middle and its surface, in a direction of length 1: the nearest of
   * them where several are as narrow. What is there is left in the frame.
   */
  #reached(row: number, dx: number, dy: number, dz: number): number {
    const { grid, table } = this;
    const { x, y, z, radius } = table;
    const points = Math.max(1, Math.ceil((pointsPerVoxel * radius[row]) / grid.voxel));
    const step = radius[row] / points;
    let reached = -1;
    let narrowest = Number.POSITIVE_INFINITY;
    let before = -1;
    for (let point = 1; point <= points; point++) {
      const far = point * step;
      const voxel = grid.voxelAt(x[row] + far * dx, y[row] + far * dy, z[row] + far * dz);
      if (voxel === before) continue;
      before = voxel;
      const opening = this.#narrowest(voxel);
      if (reached >= 0 && !(opening < narrowest)) continue;
      reached = voxel;
      narrowest = opening;
    }
    if (before !== reached) this.#narrowest(reached);
    return reached;
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
    for (let p = 0; p < this.#passages.length; p++)
      if (this.#passages[p][voxel] === 1) narrowest = Math.min(narrowest, plan.passages[p].pore(this.#frame));
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
      this.#reached(row, fx[row] / push, fy[row] / push, fz[row] / push);
      if (this.#numbers[plan.at.pore] < Number.POSITIVE_INFINITY) {
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
    this.#before = [new Float64Array(2 * rows), new Float64Array(2 * rows), new Float64Array(2 * rows)];
    this.#passing.reserve(2 * rows);
    for (let s = 0; s < this.#sources.length; s++) {
      this.#sources[s] = new Float64Array(2 * rows);
      this.#clearances[s] = new Float64Array(2 * rows);
    }
  }

  #spreadAll(dt: number): void {
    const { plan, spread, table } = this;
    if (spread.length > 0) this.#places.stand(this.#voxels, table.count);
    this.#passing.pass(this.#places, this.time, dt);
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
    const { table, plan, grid } = this;
    const { steps } = plan.tissue;
    const path = table.column('path');
    this.#reserve(table.count);
    for (let step = 0; step < steps; step++) {
      const { x, y, z } = table;
      const [wasX, wasY, wasZ] = this.#before;
      wasX.set(x.subarray(0, table.count));
      wasY.set(y.subarray(0, table.count));
      wasZ.set(z.subarray(0, table.count));
      this.#mechanics.step(table, this.tick * steps + step, dt);
      const { mx, my, mz } = table;
      for (let row = 0; row < table.count; row++) {
        const voxel = grid.voxelAt(x[row], y[row], z[row]);
        if (voxel !== grid.voxelAt(wasX[row], wasY[row], wasZ[row]) && this.#bars(row, voxel)) {
          x[row] = wasX[row];
          y[row] = wasY[row];
          z[row] = wasZ[row];
          mx[row] = my[row] = mz[row] = 0;
        }
        path[row] += dt * Math.sqrt(mx[row] * mx[row] + my[row] * my[row] + mz[row] * mz[row]);
      }
    }
  }

  /** Whether the middle of a cell cannot be in a voxel: no push brings it where it could not walk at all. */
  #bars(row: number, voxel: number): boolean {
    const { table, plan } = this;
    if (this.#narrowest(voxel) === Number.POSITIVE_INFINITY) return false;
    plan.tissue.rises.forEach(({ id }, r) => {
      this.#numbers[plan.at.rises + r] = table.column(risenColumn(id))[row];
    });
    return !(plan.cells.speed(this.#frame) > 0);
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

/** Points per voxel on the way from a cell's middle to its surface at which openings are looked at: none is jumped over. */
const pointsPerVoxel = 2;

/** Components of its direction that a cell may keep which goes along a wall. */
const sidesteps = [
  [1, 1, 0],
  [1, 0, 1],
  [0, 1, 1],
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

/** Steps of the mechanics alone in which the first cells come apart. */
const settlingSteps = 200;

/** Column of the table that holds what a rise was at the last look. */
export function risenColumn(id: string): string {
  return `risen ${id}`;
}
