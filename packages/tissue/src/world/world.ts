import type { Happening } from '@invadolab/engine';
import { Living } from './living.js';
import { Looking } from './looking.js';
import { Moving } from './moving.js';
import type { OwnValues } from './numbers.js';
import { Openings } from './openings.js';
import { TissueParts } from './parts.js';
import type { TissuePlan } from './plan.js';
import { Solutes } from './solutes.js';

/**
 * One tissue: cells in a table, gels and soluble species on voxels, and what followed cells answer. It goes from tick to
 * tick: every cell looks at where its front is, what it is and does there is evaluated, gels are cleared, soluble species
 * spread, then cells move in smaller steps, and at the end of the tick they divide and die. Cells take turns in the order
 * of their ids.
 */
export class TissueWorld {
  readonly parts: TissueParts;
  tick = 0;
  readonly #looking: Looking;
  readonly #solutes: Solutes;
  readonly #moving: Moving;
  readonly #living: Living;

  /** `position`: of the tissue in its batch. */
  constructor(
    readonly plan: TissuePlan,
    readonly member: number,
    readonly position: number,
    seed: number,
    values: OwnValues,
  ) {
    this.parts = new TissueParts(plan, member, seed, values);
    const openings = new Openings(this.parts);
    this.#solutes = new Solutes(this.parts);
    this.#looking = new Looking(this.parts, openings, this.#solutes, values);
    this.#moving = new Moving(this.parts, openings);
    this.#living = new Living(this.parts, position);
    this.#living.begin();
  }

  /** s */
  get time(): number {
    return this.tick * this.plan.tissue.tick;
  }

  get happenings(): readonly Happening[] {
    return this.#living.happenings;
  }

  /** um; 0 without a vessel. */
  get vesselRadius(): number {
    return this.plan.vessel ? this.parts.numbers.of(this.plan.vessel) : 0;
  }

  /** One tick. Throws what followed cells throw. */
  advance(): void {
    const { tick: dt } = this.plan.tissue;
    this.#looking.look(this.time, dt);
    this.#solutes.spread(this.time, dt);
    this.#moving.move(this.tick, dt);
    this.#living.liveOn(this.tick, this.time + dt, dt);
    this.tick++;
  }

  /** Lets followed cells and what they say be seen before the first tick. */
  refresh(): void {
    this.#looking.look(this.time, 0);
  }
}
