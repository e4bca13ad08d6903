import type { MicroscopeImage } from '@invadolab/assays';

/** Pixels on a side of the drawn field, and um per pixel. */
export const side = 400;
export const pixel = 0.1;

/** What may be drawn differently. */
export interface Drawing {
  /** Width over which the edges of cell, nucleus and spots blur, um. */
  readonly blur?: number;
  /** Whether the punctum on the left and that on the right are there. */
  readonly spots?: readonly [boolean, boolean];
  /** Light of the film channel at a place from -0.5 to 0.5; 1 everywhere where left out. */
  readonly light?: (x: number, y: number) => number;
}

/** A round cell of 15 um with a nucleus, two puncta 16 um apart and one hole of 1.5 um under the left one, drawn by hand. */
export function drawn({ blur = 0, spots = [true, true], light = () => 1 }: Drawing = {}): MicroscopeImage {
  const fill = (value: (x: number, y: number) => number) =>
    Uint16Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [((i % side) + 0.5) * pixel - 20, (Math.floor(i / side) + 0.5) * pixel - 20];
      // A grain that repeats after 7 x 11 pixels stands for noise.
      return Math.round(value(x, y) + ((i % side) % 7) + (Math.floor(i / side) % 11));
    });
  const width = Math.hypot(0.3, blur);
  const spot = (x: number, y: number, at: number) =>
    (0.3 / width) ** 2 * Math.exp(-((x - at) ** 2 + y ** 2) / (2 * width ** 2));
  // A straight ramp of the edge's full width.
  const within = (x: number, y: number, radius: number) => {
    const inside = radius - Math.hypot(x, y);
    return blur > 0 ? Math.min(1, Math.max(0, inside / blur + 0.5)) : inside > 0 ? 1 : 0;
  };
  const stain = (x: number, y: number) =>
    50 + 400 * within(x, y, 15) + 800 * ((spots[0] ? spot(x, y, -8) : 0) + (spots[1] ? spot(x, y, 8) : 0));
  return {
    name: 'drawn',
    arm: 'a',
    experiment: 0,
    cell: 0,
    time: 0,
    width: side,
    height: side,
    pixel,
    dark: 0,
    channels: [
      { name: 'actin', data: fill(stain) },
      { name: 'marker', data: fill((x, y) => stain(x, y) / 2) },
      {
        name: 'film',
        data: fill((x, y) => (Math.hypot(x + 8, y) < 1.5 ? 300 : 2000) * light(x / 40, y / 40)),
      },
      { name: 'nuclei', data: fill((x, y) => 50 + 500 * within(x, y, 6)) },
    ],
  };
}
