import type { OrganFacts } from '../../worker/calls/bodies.js';

/** The drawing of a body: width and height of its field. */
export const field = { width: 236, height: 452 } as const;

/** Where an organ lies, its half axes, and where blood enters and leaves. */
export interface Site {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

const middle = field.width / 2;

/** Known organs from head to foot; others follow below them. */
const known: Readonly<Record<string, Site>> = {
  brain: { x: middle, y: 50, rx: 42, ry: 27 },
  lung: { x: middle, y: 138, rx: 62, ry: 36 },
  liver: { x: middle, y: 220, rx: 54, ry: 25 },
  bone: { x: middle, y: 286, rx: 48, ry: 20 },
};

/** Where the primary lies. */
export const primarySite: Site = { x: middle, y: 400, rx: 28, ry: 28 };

/** The organs of a host with their places. */
export function sitesOf(organs: readonly OrganFacts[]): ReadonlyMap<string, Site> {
  const others = organs.filter(({ id }) => !(id in known));
  return new Map(
    organs.map(({ id }) => {
      const place = others.findIndex((other) => other.id === id);
      return [id, known[id] ?? { x: middle, y: 339 - place * 4, rx: 44 - place * 6, ry: 14 }];
    }),
  );
}

/** A vessel on the right that brings blood from one place to another, or on the left that takes it away. */
export function vessel(from: Site, to: Site, side: 'left' | 'right'): string {
  const sign = side === 'right' ? 1 : -1;
  const trunk = middle + sign * 122;
  const start = [from.x + sign * from.rx, from.y];
  const end = [to.x + sign * to.rx, to.y];
  return `M${start} C${trunk} ${from.y}, ${trunk} ${to.y}, ${end}`;
}

/** Width of a vessel for its share of the cardiac output, px. */
export function caliber(flow: number): number {
  return 1.5 + 12 * flow;
}

/** Places of `count` dots in an ellipse, from its middle outwards, as seeds lie in a sunflower. */
export function dots(site: Site, count: number): readonly (readonly [x: number, y: number])[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  const most = Math.max(count, 12);
  return Array.from({ length: count }, (_, i) => {
    const radius = 0.82 * Math.sqrt((i + 0.5) / most);
    const angle = i * golden;
    return [site.x + site.rx * radius * Math.cos(angle), site.y + site.ry * radius * Math.sin(angle)];
  });
}
