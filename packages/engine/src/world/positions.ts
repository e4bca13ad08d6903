import { cos, sin } from '@invadolab/core';
import type { Region } from '../fields/footprint.js';
import type { World } from './world.js';

/** The region of one individual now, written into `region`; false where the kind has no position. */
export function regionOf(world: World, kind: number, row: number, region: Region): boolean {
  const extent = world.plan.extents[kind];
  if (extent === undefined) return false;
  const { x, y0, angle } = world.tables[kind].data;
  const frame = world.at(kind, row);
  const size = Math.max(extent.size(frame), 0);
  region.shape = extent.shape;
  region.x = x[row];
  region.y = y0[row];
  region.angle = angle[row];
  if (extent.shape === 'gaussian') {
    region.a = size;
    region.b = size;
  } else {
    const aspect = extent.aspect(frame);
    region.a = Math.sqrt((size * aspect) / Math.PI);
    region.b = Math.sqrt(size / (aspect * Math.PI));
  }
  return true;
}

/** Difference of two coordinates on a ring: the shorter way round. */
export function apart(from: number, to: number, side: number): number {
  const d = to - from;
  return side > 0 ? d - side * Math.round(d / side) : d;
}

/** Whether a point lies within a region; within two standard deviations of a Gaussian. */
export function inside(region: Region, x: number, y: number, side: number): boolean {
  const dx = apart(region.x, x, side);
  const dy = apart(region.y, y, side);
  if (region.shape === 'gaussian') return dx * dx + dy * dy <= 4 * region.a * region.a;
  const c = cos(region.angle);
  const s = sin(region.angle);
  const u = (dx * c + dy * s) / region.a;
  const v = (dy * c - dx * s) / region.b;
  return u * u + v * v <= 1;
}

/** A point of a region from two or more uniform numbers: evenly over a disc, normal around a Gaussian's centre. */
export function pointIn(region: Region, draw: { uniform(): number; normal(): number }, side: number): [number, number] {
  let dx: number;
  let dy: number;
  if (region.shape === 'gaussian') {
    dx = region.a * draw.normal();
    dy = region.a * draw.normal();
  } else {
    const radius = Math.sqrt(draw.uniform());
    const turn = 2 * Math.PI * draw.uniform();
    const u = region.a * radius * cos(turn);
    const v = region.b * radius * sin(turn);
    dx = u * cos(region.angle) - v * sin(region.angle);
    dy = u * sin(region.angle) + v * cos(region.angle);
  }
  return [onRing(region.x + dx, side), onRing(region.y + dy, side)];
}

/** The coordinate within [0, side); as it is where there are no fields. */
export function onRing(x: number, side: number): number {
  if (!(side > 0)) return x;
  const rest = x - side * Math.floor(x / side);
  return rest < side ? rest : 0;
}

/**
 * Position of an individual that exists from the start: in its parent's extent; on the plane where the parent has none
 * (in the middle if it is the only one). Places without an extent stand where their parent stands.
 */
export function placeAtStart(world: World, kind: number, row: number): void {
  const { plan } = world;
  const { place } = plan.kinds[kind];
  const table = world.tables[kind];
  const { side } = plan;
  const parentRow = table.parentRows[row];
  const draw = world.draws('position', table.data.ids[row], 0);
  const parentTable = place.parent < 0 ? undefined : world.tables[place.parent];
  if (place.extent === undefined || parentTable === undefined) {
    table.data.x[row] = parentTable === undefined ? side / 2 : parentTable.data.x[parentRow];
    table.data.y0[row] = parentTable === undefined ? side / 2 : parentTable.data.y0[parentRow];
    return;
  }
  table.data.angle[row] = 2 * Math.PI * draw.uniform();
  table.data.heading[row] = 2 * Math.PI * draw.uniform();
  let point: [number, number] = [side / 2, side / 2];
  const region: Region = { shape: 'disc', x: 0, y: 0, a: 0, b: 0, angle: 0 };
  if (regionOf(world, place.parent, parentRow, region)) point = pointIn(region, draw, side);
  else if (table.rows > 1) point = [side * draw.uniform(), side * draw.uniform()];
  table.data.x[row] = point[0];
  table.data.y0[row] = point[1];
}
