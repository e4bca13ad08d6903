import { drawAmounts, initialState } from './begin.js';
import { closure } from './expressions.js';
import type { Firing } from './hazards.js';
import { notFinite } from './not-finite.js';
import { apart, pointIn, regionOf } from './positions.js';
import { sampleAt } from './sample.js';
import type { World } from './world.js';

/** Children of one place share this many numbers: their ids are the parent's times this, plus the birth's ordinal. */
export const idsPerParent = 1048576;

interface Birth {
  readonly kind: number;
  readonly id: number;
  readonly parent: number;
  readonly parentRow: number;
  readonly time: number;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly heading: number;
  readonly contents: readonly { readonly index: number; readonly value: number }[];
  readonly by: string;
}

/** Carries out what fired during the tick: foundings first, then dissolutions; both in id order. Rows move only here; true if they did. */
export function populate(world: World, firings: readonly Firing[]): boolean {
  if (firings.length === 0) return false;
  const births: Birth[] = [];
  const dead = world.tables.map(() => new Set<number>());
  for (const firing of firings) {
    if (firing.hazard.what === 'dissolve') {
      if (dead[firing.kind].has(firing.row)) continue;
      dead[firing.kind].add(firing.row);
      record(world, firing, 'dissolve', firing.kind, firing.row);
    } else {
      const birth = found(world, firing, births);
      if (birth !== undefined) births.push(birth);
    }
  }
  const died = dead.some((rows) => rows.size > 0);
  if (died) dissolve(world, dead);
  if (died || births.length > 0) rearrange(world, births, dead);
  return died || births.length > 0;
}

/** A candidate at a drawn position, or undefined where it is not accepted, too close, or its content is not there. */
function found(world: World, firing: Firing, others: readonly Birth[]): Birth | undefined {
  const { plan } = world;
  const founding = plan.model.foundings[firing.hazard.index];
  const parent = world.tables[founding.parent];
  const parentId = parent.data.ids[firing.row];
  const draw = world.draws(`position ${founding.stream}`, parentId, firing.count);
  const [x, y] = position(world, founding.parent, firing.row, draw);
  const angle = 2 * Math.PI * draw.uniform();
  const heading = 2 * Math.PI * draw.uniform();
  const frame = world.at(founding.parent, firing.row);
  frame.t = firing.time;
  const value = (node: typeof founding.hazard): number => {
    const found = closure(node, plan.offsets)(frame);
    if (!Number.isFinite(found)) throw notFinite(world, founding.parent, `What "${founding.id}" asks for`, node, found);
    return found;
  };
  if (founding.accept !== undefined) {
    const own = frame.f;
    const ownAt = frame.fo;
    frame.f = new Float64Array(Math.max(1, plan.samples));
    frame.fo = 0;
    sampleAt(world, x, y, frame.f);
    const chance = value(founding.accept);
    frame.f = own;
    frame.fo = ownAt;
    if (!(draw.uniform() < chance)) return undefined;
  }
  if (founding.apart !== undefined && crowded(world, founding.place, parentId, x, y, value(founding.apart), others))
    return undefined;
  const counted = plan.kinds[founding.place].counted;
  const { solver } = plan.kinds[founding.place].place;
  const whole = solver === 'tau' || solver === 'ssa';
  const contents = founding.contents.map(({ index, value: node }) => {
    const amount = value(node);
    return { index, value: whole && counted[index] ? Math.round(amount) : amount };
  });
  const parentCounted = plan.kinds[founding.parent].counted;
  const takes = founding.takes.map(({ index, value: node }) => {
    const amount = value(node);
    return { index, value: whole && parentCounted[index] ? Math.round(amount) : amount };
  });
  const stock = firing.row * parent.widths.y;
  for (const { index, value: amount } of takes)
    if (parent.data.y[stock + index] < amount) {
      world.warn(`"${founding.id}" was skipped because its ${plan.kinds[founding.parent].kind} lacked the content.`);
      return undefined;
    }
  for (const { index, value: amount } of takes) parent.data.y[stock + index] -= amount;
  const ordinal = ++parent.data.ordinals[firing.row];
  const id = parentId * idsPerParent + ordinal;
  if (ordinal >= idsPerParent || !Number.isSafeInteger(id))
    throw new RangeError(`too many places were founded inside ${plan.kinds[founding.parent].kind} ${parentId}`);
  const birth = { kind: founding.place, id, parent: parentId, parentRow: firing.row, time: firing.time };
  return { ...birth, x, y, angle, heading, contents, by: founding.id };
}

function position(
  world: World,
  parent: number,
  row: number,
  draw: { uniform(): number; normal(): number },
): [number, number] {
  const { side } = world.plan;
  if (regionOf(world, parent, row, world.region)) return pointIn(world.region, draw, side);
  return [side * draw.uniform(), side * draw.uniform()];
}

function crowded(
  world: World,
  kind: number,
  parentId: number,
  x: number,
  y: number,
  distance: number,
  others: readonly Birth[],
): boolean {
  const { side } = world.plan;
  const { data, rows } = world.tables[kind];
  const near = (ox: number, oy: number): boolean => {
    const dx = apart(x, ox, side);
    const dy = apart(y, oy, side);
    return dx * dx + dy * dy < distance * distance;
  };
  for (let row = 0; row < rows; row++)
    if (data.parents[row] === parentId && near(data.x[row], data.y0[row])) return true;
  return others.some((other) => other.kind === kind && other.parent === parentId && near(other.x, other.y));
}

/** What is inside a dead place dies with it; contents go back outwards from the innermost. */
function dissolve(world: World, dead: readonly Set<number>[]): void {
  const { kinds } = world.plan;
  for (const kind of kinds) {
    const { parent } = kind.place;
    if (parent < 0 || dead[parent].size === 0) continue;
    const table = world.tables[kind.index];
    for (let row = 0; row < table.rows; row++) if (dead[parent].has(table.parentRows[row])) dead[kind.index].add(row);
  }
  for (let k = kinds.length - 1; k >= 0; k--) {
    const { place, widths } = kinds[k];
    if (place.parent < 0) continue;
    const table = world.tables[k];
    const parent = world.tables[place.parent];
    for (const row of [...dead[k]].sort((a, b) => a - b)) {
      world.forgetFootprint(table.data.ids[row]);
      place.species.forEach(({ returns }, i) => {
        if (returns >= 0)
          parent.data.y[table.parentRows[row] * parent.widths.y + returns] += table.data.y[row * widths.y + i];
      });
    }
  }
}

function rearrange(world: World, births: readonly Birth[], dead: readonly Set<number>[]): void {
  for (const kind of world.plan.kinds) {
    const table = world.tables[kind.index];
    const born = births.filter((birth) => birth.kind === kind.index).sort((a, b) => a.id - b.id);
    if (born.length > 0 || dead[kind.index].size > 0) {
      const rows: { id: number; row: number; birth?: Birth }[] = [];
      for (let row = 0; row < table.rows; row++)
        if (!dead[kind.index].has(row)) rows.push({ id: table.data.ids[row], row });
      for (const birth of born) rows.push({ id: birth.id, row: -1, birth });
      rows.sort((a, b) => a.id - b.id);
      table.arrange(rows.map(({ row }) => row));
      rows.forEach(({ birth }, row) => {
        if (birth !== undefined) settle(world, birth, row);
      });
    }
  }
  for (const kind of world.plan.kinds) world.relink(kind);
  for (const birth of births) complete(world, birth);
}

function settle(world: World, birth: Birth, row: number): void {
  const { data } = world.tables[birth.kind];
  data.ids[row] = birth.id;
  data.parents[row] = birth.parent;
  data.x[row] = birth.x;
  data.y0[row] = birth.y;
  data.angle[row] = birth.angle;
  data.heading[row] = birth.heading;
  data.birth[row] = birth.time;
  drawAmounts(world, birth.kind, row);
}

/** Volume, initial state and content of a new place, once all rows stand where they will. */
function complete(world: World, birth: Birth): void {
  const table = world.tables[birth.kind];
  const { volume, widths } = world.plan.kinds[birth.kind];
  const row = table.data.ids.indexOf(birth.id);
  table.data.c[(row + 1) * widths.c - 1] = volume(world.at(birth.kind, row));
  initialState(world, birth.kind, row);
  for (const { index, value } of birth.contents) table.data.y[row * widths.y + index] = value;
  record(world, { time: birth.time, hazard: { id: birth.by } }, 'found', birth.kind, row);
}

function record(
  world: World,
  firing: { readonly time: number; readonly hazard: { readonly id: string } },
  what: 'found' | 'dissolve',
  kind: number,
  row: number,
): void {
  const { ids, parents, x, y0 } = world.tables[kind].data;
  world.happenings.push({
    time: firing.time,
    member: world.position,
    what,
    by: firing.hazard.id,
    kind: world.plan.kinds[kind].kind,
    id: ids[row],
    parent: parents[row],
    x: x[row],
    y: y0[row],
  });
}
