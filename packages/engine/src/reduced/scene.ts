import { BadInput } from '@invadolab/core';
import type { Region } from '../fields/footprint.js';
import { findSlot, type Slot } from '../session/slots.js';
import { closure } from '../world/expressions.js';
import type { ReducedCell } from './cell.js';
import type { Life } from './sites.js';

/** What there is of one cell at one time. */
export interface ReducedScene {
  /** s */
  readonly time: number;
  /** Half axes and angle of the cell's outline; positions in um on a plane whose edges meet after `side`. */
  readonly cell: Region;
  readonly side: number;
  readonly sites: readonly ReducedSite[];
  /** Of sites that are there and of those that are gone. */
  readonly marks: readonly Mark[];
  /** By slot of a matrix field (`film.density`): share of the intact film that is left where no site has been. */
  readonly left: Readonly<Record<string, number>>;
  /** Values of the slots of the cell, and of places around it, that were asked for, in their declared units. */
  readonly around: Readonly<Record<string, number>>;
}

/** A life that goes on. */
export interface ReducedSite {
  readonly id: number;
  /** Lives of one family share part of their chance: their sampling errors add up before they are squared. */
  readonly family: number;
  /** Sites of the cell it stands for. */
  readonly weight: number;
  readonly x: number;
  readonly y: number;
  /** Values of the slots asked for, in their declared units. */
  readonly values: Readonly<Record<string, number>>;
}

/** What a movie of one cell shows at one moment. */
export interface ReducedGlance {
  /** s */
  readonly time: number;
  readonly cell: Region;
  readonly side: number;
  readonly sites: readonly WatchedSite[];
}

/** A site at one moment, with where it came from. */
export interface WatchedSite extends ReducedSite {
  /** The life that it was split from, with which it shares its past; its own id if it was founded. */
  readonly parent: number;
  /** s */
  readonly birth: number;
  /** Whether it dissolved in the last windows. One that is missing was united with another, which goes on for both. */
  readonly ended: boolean;
}

/** What a life has done to the film: rings of equal area, the innermost first. */
export interface Mark {
  readonly id: number;
  readonly family: number;
  readonly weight: number;
  readonly x: number;
  readonly y: number;
  /** um2 of one ring */
  readonly ring: number;
  /** By slot of a matrix field: share of the intact film left in each ring. */
  readonly left: Readonly<Record<string, Float64Array>>;
  /** By slot: share that was left where the site was founded; below 1 in the mark of an earlier one. */
  readonly found: Readonly<Record<string, number>>;
}

/** Reads the cell as it is; `slots` are those of the site's kind, `around` those of the cell and of places around it. */
export function sceneOf(cell: ReducedCell, slots: readonly string[], around: readonly string[] = []): ReducedScene {
  const { reduced, region, lives, marks, time } = cell;
  const { plan, rings } = reduced;
  const wanted = wantedOf(cell, slots);
  const films = plan.model.fields.flatMap((field, f) =>
    field.kind === 'matrix'
      ? field.species.map((one, s) => ({ slot: `${field.id}.${one.id}`, at: plan.offsets[f] + s }))
      : [],
  );
  const share = (at: number, density: number): number => (cell.intact[at] > 0 ? density / cell.intact[at] : 1);
  return {
    time,
    cell: { ...region },
    side: plan.side,
    sites: lives.map((life) => siteOf(cell, life, wanted)),
    marks: [...marks, ...lives].map((life) => {
      const left = films.map(({ slot, at }) => {
        const part = life.film.subarray(at * rings.count, (at + 1) * rings.count);
        return [slot, part.map((density) => share(at, density))];
      });
      const found = films.map(({ slot, at }) => [slot, share(at, life.ground[at])]);
      const { id, family, weight, x, y } = life;
      return {
        id,
        family,
        weight,
        x,
        y,
        ring: cell.ring,
        left: Object.fromEntries(left),
        found: Object.fromEntries(found),
      };
    }),
    left: Object.fromEntries(films.map(({ slot, at }) => [slot, share(at, cell.background[at])])),
    around: Object.fromEntries(around.map((text) => [text, aroundValue(cell, text)])),
  };
}

/** The sites as they are at `time`, between two windows too. */
export function glanceOf(cell: ReducedCell, slots: readonly string[], time: number): ReducedGlance {
  const wanted = wantedOf(cell, slots);
  const founded = cell.lives.filter((life) => life.birth <= time);
  return {
    time,
    cell: { ...cell.region },
    side: cell.reduced.plan.side,
    sites: founded.map((life) => {
      const { parent, birth, alive } = life;
      return { ...siteOf(cell, life, wanted), parent, birth, ended: !alive };
    }),
  };
}

type Wanted = readonly { readonly text: string; readonly slot: Slot }[];

function wantedOf(cell: ReducedCell, slots: readonly string[]): Wanted {
  return slots.map((text) => ({ text, slot: siteSlot(cell, text) }));
}

function siteOf(cell: ReducedCell, life: Life, wanted: Wanted): ReducedSite {
  const { id, family, weight, x, y } = life;
  const values = Object.fromEntries(wanted.map(({ text, slot }) => [text, siteValue(cell, life, slot)]));
  return { id, family, weight, x, y, values };
}

function siteSlot({ reduced }: ReducedCell, text: string): Slot {
  const slot = findSlot(reduced.plan, text);
  if (slot.what !== 'parameter' && slot.what !== 'field' && slot.kind === reduced.site) return slot;
  const { kind } = reduced.plan.kinds[reduced.site];
  throw new BadInput('the reduced form reports sites only', { found: text, expected: `a slot of ${kind}` });
}

function siteValue(cell: ReducedCell, life: Life, slot: Slot): number {
  const { plan, site } = cell.reduced;
  const { place } = plan.kinds[site];
  const frame = cell.siteFrame;
  frame.y = life.state;
  frame.c = life.constants;
  frame.t = cell.time;
  switch (slot.what) {
    case 'species': {
      const volume = slot.perVolume ? life.constants[life.constants.length - 1] : 1;
      return life.state[slot.index] / (slot.factor * volume);
    }
    case 'amount':
      return life.constants[slot.index] / slot.factor;
    case 'definition':
      return closure(place.definitions[slot.index].value, plan.offsets)(frame) / slot.factor;
    case 'built-in':
      return { x: life.x, y: life.y, age: cell.time - life.birth, angle: 0, area: cell.reduced.extent.size(frame) }[
        slot.name
      ];
    default:
      throw new Error(`${slot.what} is not of a site`);
  }
}

function aroundValue(cell: ReducedCell, text: string): number {
  const { plan, merged } = cell.reduced;
  const slot = findSlot(plan, text);
  const level = 'kind' in slot ? merged.chain.indexOf(slot.kind) : -1;
  if (level < 0 || (slot.what !== 'species' && slot.what !== 'definition'))
    throw new BadInput('this is no species or definition of the cell or of a place around it', { found: text });
  const { place, widths } = plan.kinds[slot.kind];
  if (slot.what === 'species') {
    const volume = slot.perVolume ? cell.constants[merged.constantAt[level] + widths.c - 1] : 1;
    return cell.state[merged.stateAt[level] + slot.index] / (slot.factor * volume);
  }
  const frame = cell.levelFrames[level];
  frame.f = cell.under;
  frame.t = cell.time;
  return closure(place.definitions[slot.index].value, plan.offsets)(frame) / slot.factor;
}
