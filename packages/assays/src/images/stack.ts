import type { Plane } from '../ruler/image/plane.js';

/** What a file says about its pictures besides the grey values; what it does not say is absent. */
export interface StackFacts {
  /** um per pixel */
  readonly pixel?: number;
  /** s between frames */
  readonly interval?: number;
  /** Names of the channels, one each. */
  readonly names?: readonly string[];
  /** Counts that the camera gives without light. */
  readonly dark?: number;
}

/** A file of pictures: channels, frames in time and planes in depth, all of one size. Nothing is decoded before `plane`. */
export interface ImageStack extends StackFacts {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly frames: number;
  readonly planes: number;
  /** Highest count a pixel can have; undefined for floating point. */
  readonly highest?: number;
  /** Grey values of one channel, frame and plane, from 0. */
  plane(channel: number, frame: number, plane: number): Promise<Plane>;
}

/** Longest side of a picture that is read, pixels, and most pixels of one plane. */
export const largest = { side: 30_000, pixels: 120_000_000 } as const;
