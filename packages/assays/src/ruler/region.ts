import { apart, type SceneCell } from './scene.js';

/** An ellipse on the plane; (cos, sin) is the direction of its long axis. */
export type Region = Pick<SceneCell, 'x' | 'y' | 'along' | 'across' | 'cos' | 'sin'>;

/** Whether a point lies in a region on a plane whose edges meet after `ring` um. */
export function contains(region: Region, x: number, y: number, ring: number): boolean {
  if (region.along <= 0 || region.across <= 0) return false;
  const dx = apart(region.x, x, ring);
  const dy = apart(region.y, y, ring);
  const u = (dx * region.cos + dy * region.sin) / region.along;
  const v = (dy * region.cos - dx * region.sin) / region.across;
  return u * u + v * v <= 1;
}

/** A disc. */
export function disc(x: number, y: number, radius: number): Region {
  return { x, y, along: radius, across: radius, cos: 1, sin: 0 };
}

/** The region whose semi-axes are `margin` longer (shorter, if negative). */
export function widened(region: Region, margin: number): Region {
  const { x, y, cos, sin } = region;
  return { x, y, along: region.along + margin, across: region.across + margin, cos, sin };
}

/** um2 */
export function areaOf(region: Region): number {
  return Math.PI * region.along * region.across;
}
