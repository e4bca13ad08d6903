import type { CompiledEvent, SlotReference } from '@invadolab/model';
import type { Frame } from '../frame.js';
import { closure } from './expressions.js';
import type { World } from './world.js';

/** Events of one moment: the new values of all follow from what was before any of them. `frame` stands on the individual. */
export function applyEvents(
  world: World,
  events: readonly CompiledEvent[],
  kind: number,
  row: number,
  frame: Frame,
): void {
  const values = events.map(({ set }) => set.map(({ value }) => closure(value, world.plan.offsets)(frame)));
  events.forEach((event, i) => {
    apply(world, event, values[i], kind, row, frame);
  });
}

/** Sets the new values, then logs the event. */
function apply(
  world: World,
  event: CompiledEvent,
  values: readonly number[],
  kind: number,
  row: number,
  frame: Frame,
): void {
  const { t } = frame;
  event.set.forEach(({ slot }, i) => {
    write(world, slot, values[i], frame);
  });
  if (event.set.some(({ slot }) => slot.at === 'constant' || slot.at === 'parameter')) {
    const { y, yo } = frame;
    world.refreshVolumes();
    Object.assign(world.at(kind, row), { y, yo, t });
  }
  const { ids, parents, x, y0 } = world.tables[kind].data;
  world.happenings.push({
    time: t,
    member: world.position,
    what: 'event',
    by: event.id,
    kind: world.plan.kinds[kind].kind,
    id: ids[row],
    parent: parents[row],
    x: x[row],
    y: y0[row],
  });
}

function write(world: World, slot: SlotReference, value: number, frame: Frame): void {
  if (slot.at === 'parameter') world.parameters[slot.index] = value;
  else if (slot.at === 'state' || slot.at === 'constant') {
    const letter = slot.at === 'state' ? 'y' : 'c';
    const name = slot.up === 0 ? letter : (`${letter}${slot.up}` as 'y1' | 'c1' | 'y2' | 'c2' | 'y3' | 'c3');
    frame[name][frame[`${name}o`] + slot.index] = value;
  } else throw new Error(`an event cannot set ${slot.at}`);
}

/** Events at fixed times that fall on this tick. */
export function timeEvents(world: World): void {
  const { tick: length } = world.plan.model.numerics;
  for (const event of world.plan.model.events) {
    if (event.when !== undefined) continue;
    const every = event.every === undefined ? 0 : Math.max(1, Math.round(event.every / length));
    const first = event.at === undefined ? every : Math.round(event.at / length);
    const since = world.tick - first;
    if (since < 0 || (every === 0 ? since !== 0 : since % every !== 0)) continue;
    forEach(world, event.place, (row) => {
      const frame = world.at(event.place, row);
      frame.t = world.time;
      applyEvents(world, [event], event.place, row, frame);
    });
  }
}

/** Events whose condition has crossed zero since it was last looked at. The first look only remembers. */
export function stateEvents(world: World, first: boolean): void {
  for (const kind of world.plan.kinds)
    kind.conditions.forEach(({ value, event }, i) => {
      forEach(world, kind.index, (row) => {
        const last = world.tables[kind.index].data.conditions;
        const at = row * kind.conditions.length + i;
        const frame = world.at(kind.index, row);
        frame.t = world.time;
        const now = value(frame);
        const before = last[at];
        last[at] = now;
        const crossed = event.crossing === 'rising' ? before < 0 && now >= 0 : before > 0 && now <= 0;
        if (!crossed || first) return;
        applyEvents(world, [event], kind.index, row, frame);
        last[at] = value(frame);
      });
    });
}

function forEach(world: World, kind: number, act: (row: number) => void): void {
  for (let row = 0; row < world.tables[kind].rows; row++) act(row);
}
