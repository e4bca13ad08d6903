import type { ChannelRole, ImageStack, Plane } from '@invadolab/assays';

/** Longest side of a picture that is sent to the page, pixels. */
const longest = 1600;
const thumbnail = 72;

/** A channel for the screen: 8 bits, from its darkest 1 % to its brightest 0.2 %. */
export interface ShownPlane {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Channels of one frame for the screen, by what they show. */
export async function shownFrame(
  stack: ImageStack,
  roles: Readonly<Partial<Record<ChannelRole, number>>>,
  frame: number,
  plane: number,
): Promise<Partial<Record<ChannelRole, ShownPlane>>> {
  const shown: Partial<Record<ChannelRole, ShownPlane>> = {};
  for (const [role, channel] of Object.entries(roles) as [ChannelRole, number][]) {
    shown[role] = forScreen(await stack.plane(channel, frame, plane), longest);
  }
  return shown;
}

/** Every channel of the first frame in small, so that a person sees which one shows what. */
export async function thumbnails(stack: ImageStack): Promise<readonly ShownPlane[]> {
  const middle = Math.floor((stack.planes - 1) / 2);
  const all: ShownPlane[] = [];
  for (let channel = 0; channel < stack.channels; channel++) {
    all.push(forScreen(await stack.plane(channel, 0, middle), thumbnail));
  }
  return all;
}

function forScreen({ width, height, data }: Plane, most: number): ShownPlane {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / most));
  const spread = Math.max(1, Math.floor(data.length / 20_000));
  const sorted = Float32Array.from({ length: Math.ceil(data.length / spread) }, (_, i) => data[i * spread]).sort();
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const dark = quantile(0.01);
  const range = Math.max(quantile(0.998) - dark, Number.EPSILON);
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const grey = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = data[row * step * width + column * step];
      grey[row * columns + column] = Math.round(255 * Math.min(1, Math.max(0, (value - dark) / range)));
    }
  }
  return { width: columns, height: rows, grey };
}
