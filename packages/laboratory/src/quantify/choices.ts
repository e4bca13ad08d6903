import type { ImageStack } from '@invadolab/assays';

/** An image file somebody brings. */
export interface ImageFile {
  /** As the person named it, with its folder if there is one. */
  readonly path: string;
  /** Its own name, without folder. */
  readonly file: string;
  /** Throws `BadInput` where it is no image. */
  open(): Promise<ImageStack>;
}

/** How images are to be read; what is left out is taken from each file. */
export interface RulerChoices {
  /** Which channel shows what, by number or name: `nuclei=0,actin=1,marker=2,film=3`. */
  readonly channels?: string;
  /** um per pixel */
  readonly pixel?: number;
  /** Counts without light. */
  readonly dark?: number;
  /** s between frames */
  readonly interval?: number;
  /** Plane in depth, from 0. */
  readonly plane?: number;
  /** Every field lies inside one cell. */
  readonly inside?: boolean;
  /** A picture of even light, and one of film without cells. */
  readonly flat?: ImageFile;
  readonly blank?: ImageFile;
  /** Other values of thresholds, by name. */
  readonly thresholds?: Readonly<Record<string, number>>;
}
