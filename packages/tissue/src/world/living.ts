import { Stream } from '@invadolab/core';
import type { Happening } from '@invadolab/engine';
import { cellStates, divisions } from '../cells/cell-table.js';
import { beginDying, Life } from '../cells/life.js';
import { mechanicsOf } from './moving.js';
import type { TissueParts } from './parts.js';
import { placeCells } from './start.js';

/** Steps of the mechanics alone in which the first cells come apart. */
const settlingSteps = 200;

/** Cells begin, grow, divide and die: a hazard fires when its integral reaches a threshold that each cell draws. */
export class Living {
  happenings: Happening[] = [];
  readonly #hazards: Stream;
  readonly #life: Life;

  /** `position`: of the tissue in its batch. */
  constructor(
    readonly parts: TissueParts,
    readonly position: number,
  ) {
    const { plan, seed, member } = parts;
    this.#hazards = new Stream(seed, 'tissue hazards');
    this.#life = new Life(plan.tissue.dimensions, seed, member);
  }

  /** Puts the first cells in place. */
  begin(): void {
    const { plan, table, member, seed, numbers, grid } = this.parts;
    const { start, tissue } = plan;
    const radius = numbers.of(plan.cells.radius);
    const cells = Math.round(numbers.of(start.cells));
    const [from, to] = [numbers.of(start.from), numbers.of(start.to)];
    placeCells(table, { shape: tissue.start.shape, cells, from, to, radius }, grid, member, seed);
    const followed = table.column('followed');
    for (let row = 0; row < table.count; row++) {
      followed[row] = this.#hazards.at(member, table.id[row], 0).integer(tissue.follow.cells);
      this.#renew(row, this.#hazards);
    }
    // Cells that were drawn on top of each other come apart before anything is looked at; a layer or slab stays one.
    const thin = radius / 1000;
    const { shape } = tissue.start;
    const within = shape === 'layer' ? { from: from - thin, to: from + thin } : { from, to };
    const settling = mechanicsOf(this.parts, shape === 'layer' || shape === 'slab' ? within : undefined);
    for (let step = 0; step < settlingSteps; step++) settling.step(table, step, tissue.tick / tissue.steps);
    table.fresh.fill(1, 0, table.count);
  }

  /** The end of the tick of that number, `dt` s long, at `until`: what has reached its threshold happens. */
  liveOn(tick: number, until: number, dt: number): void {
    const { table, plan, member, numbers } = this.parts;
    const { cells } = plan;
    const dividing = table.column('dividing');
    const dying = table.column('dying');
    const growth = numbers.of(cells.growth);
    const target = numbers.of(cells.radius);
    const draws = this.#hazards;
    for (let row = 0; row < table.count; row++) {
      table.growth[row] = growth;
      table.target[row] = target;
      if (table.state[row] !== cellStates.alive) continue;
      if (dying[row] <= 0) {
        beginDying(table, row, numbers.of(cells.dying));
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

  /** Thresholds of a new cell. */
  #renew(row: number, draws: { exponential(): number }): void {
    const { table } = this.parts;
    table.column('dividing')[row] = draws.exponential();
    table.column('dying')[row] = draws.exponential();
  }

  #happened(what: Happening['what'], by: string, row: number, time: number): void {
    const { table, plan } = this.parts;
    const kind = plan.model.places[plan.tissue.of].kind;
    const { [row]: id } = table.id;
    const { [row]: parent } = table.parent;
    const { [row]: x } = table.x;
    const { [row]: y } = table.y;
    this.happenings.push({ time, member: this.position, what, by, kind, id, parent, x, y });
  }
}
