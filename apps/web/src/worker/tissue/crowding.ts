/** Spheres in space, lengths in um. */
interface Spheres {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  readonly radius: Float32Array;
}

/** How far neighbours take light away, in radii from surface to surface. */
const reach = 1.2;
/** Neighbours on one side that take all of it. */
const enough = 4;

/** Bins along an edge, more than any tissue has. */
const along = 4096;

function binOf(a: number, b: number, c: number): number {
  return ((a + 1) * along + b + 1) * along + c + 1;
}

/**
 * For each sphere three numbers: the direction in which its neighbours are, as long as (0 to 1) they keep light from that side. What a
 * picture needs to shade a heap of cells darker inside than outside, without looking at every pair of them.
 */
export function crowding({ x, y, z, radius }: Spheres): Float32Array {
  const count = radius.length;
  const found = new Float32Array(3 * count);
  const widest = radius.reduce((most, one) => Math.max(most, one), 0);
  if (!(widest > 0)) return found;
  const edge = (2 + reach) * widest;
  const cellOf = (at: number) => Math.floor(at / edge);
  const bins = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const key = binOf(cellOf(x[i]), cellOf(y[i]), cellOf(z[i]));
    const own = bins.get(key);
    if (own) own.push(i);
    else bins.set(key, [i]);
  }
  for (let i = 0; i < count; i++) {
    const [bx, by, bz] = [cellOf(x[i]), cellOf(y[i]), cellOf(z[i])];
    for (let a = bx - 1; a <= bx + 1; a++)
      for (let b = by - 1; b <= by + 1; b++)
        for (let c = bz - 1; c <= bz + 1; c++) for (const j of bins.get(binOf(a, b, c)) ?? []) if (j !== i) hide(i, j);
    const length = Math.hypot(found[3 * i], found[3 * i + 1], found[3 * i + 2]);
    const scale = length > enough ? 1 / length : 1 / enough;
    for (let axis = 0; axis < 3; axis++) found[3 * i + axis] *= scale;
  }
  return found;

  function hide(i: number, j: number): void {
    const [dx, dy, dz] = [x[j] - x[i], y[j] - y[i], z[j] - z[i]];
    const distance = Math.hypot(dx, dy, dz);
    const gap = (distance - radius[i] - radius[j]) / radius[i];
    if (gap > reach || !(distance > 0)) return;
    const weight = (1 - Math.max(0, gap) / reach) / distance;
    found[3 * i] += weight * dx;
    found[3 * i + 1] += weight * dy;
    found[3 * i + 2] += weight * dz;
  }
}
