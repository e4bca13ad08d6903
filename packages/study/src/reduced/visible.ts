import { type AssaySetup, isVisible, microscopeSettings, rulerSettings, settingValues } from '@invadolab/assays';
import { cos, sin } from '@invadolab/core';
import type { ReducedScene, ReducedSite } from '@invadolab/engine';

/** What decides whether a site is seen. */
export type Rulers = ReturnType<typeof rulersOf>;

/** A cell at one time, as far as seeing its sites goes. */
type Around = Pick<ReducedScene, 'cell' | 'side'>;

/** The microscope and the ruler of a study. */
export function rulersOf(setup: AssaySetup) {
  return {
    microscope: settingValues(microscopeSettings, setup.settings),
    ruler: settingValues(rulerSettings, setup.settings),
  };
}

/** What an imaging assay reads of the sites: the slots of its roles. */
export function siteSlots({ protocol }: Pick<AssaySetup, 'protocol'>): string[] {
  const { actin, marker, radius, length } = protocol;
  return [...new Set([actin, marker, radius, length].filter((slot) => slot !== undefined))];
}

/** Whether an image would show a site, as the ruler on the true state decides. */
export function isPunctum(scene: Around, site: ReducedSite, { protocol }: AssaySetup, settings: Rulers): boolean {
  const { microscope, ruler } = settings;
  const { values } = site;
  const known = {
    id: site.id,
    cell: 0,
    x: site.x,
    y: site.y,
    actin: values[protocol.actin],
    marker: values[protocol.marker],
    radius: protocol.radius === undefined ? ruler.core_radius : values[protocol.radius],
    length: 0,
  };
  return isVisible(known, microscope, ruler) && isWithin(scene, site, -ruler.edge);
}

/** Whether a point lies under the cell, its outline widened by `margin` um. */
export function isWithin(
  { cell, side }: Around,
  at: { readonly x: number; readonly y: number },
  margin: number,
): boolean {
  const dx = apart(cell.x, at.x, side);
  const dy = apart(cell.y, at.y, side);
  const c = cos(cell.angle);
  const s = sin(cell.angle);
  const u = (dx * c + dy * s) / (cell.a + margin);
  const v = (dy * c - dx * s) / (cell.b + margin);
  return cell.a + margin > 0 && cell.b + margin > 0 && u * u + v * v <= 1;
}

function apart(from: number, to: number, side: number): number {
  const way = to - from;
  return side > 0 ? way - side * Math.round(way / side) : way;
}
