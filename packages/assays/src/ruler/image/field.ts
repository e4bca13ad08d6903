import type { Plane } from './plane.js';

/** What a channel of an image shows, as the ruler needs it. */
export const channelRoles = ['nuclei', 'actin', 'marker', 'film'] as const;

/** One of them. */
export type ChannelRole = (typeof channelRoles)[number];

/** One field of view at one time. Channels are of equal size; what is missing switches off what needs it. */
export interface Field {
  readonly width: number;
  readonly height: number;
  /** um per pixel */
  readonly pixel: number;
  /** Counts that the camera gives without light. */
  readonly dark: number;
  readonly channels: Readonly<Partial<Record<ChannelRole, Plane>>>;
  /** A picture of even light through the film channel's optics, where there is one. */
  readonly flat?: Plane;
}

/** The grid on which cells are outlined: squares of `factor` x `factor` pixels, 0.25 um wide or a little less. */
export function coarseFactor(pixel: number): number {
  return Math.max(1, Math.floor(0.25 / pixel + 1e-9));
}
