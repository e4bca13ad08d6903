import { encode } from 'fast-png';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** What lies behind everything: pictures are dark on light pages too, like those of a microscope. */
export const night: Rgb = [11, 15, 22];

/** A square picture that is drawn pixel by pixel; the row at the top comes first. */
export class Canvas {
  private readonly bytes: Uint8Array;

  constructor(readonly size: number) {
    this.bytes = new Uint8Array(3 * size * size);
  }

  set(pixel: number, [red, green, blue]: Rgb, light = 1): void {
    this.bytes[3 * pixel] = red * light;
    this.bytes[3 * pixel + 1] = green * light;
    this.bytes[3 * pixel + 2] = blue * light;
  }

  /** A line one pixel wide between two places; what lies outside the picture is left out. */
  line(from: readonly number[], to: readonly number[], colour: Rgb, share: number): void {
    const steps = Math.ceil(Math.max(1, Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])));
    for (let i = 0; i <= steps; i++) {
      const column = Math.floor(from[0] + ((to[0] - from[0]) * i) / steps);
      const row = Math.floor(from[1] + ((to[1] - from[1]) * i) / steps);
      if (Math.min(column, row) < 0 || Math.max(column, row) >= this.size) continue;
      this.glaze(row * this.size + column, colour, share);
    }
  }

  /** Lays a colour over what is there; `share` is 0 to 1. */
  glaze(pixel: number, colour: Rgb, share: number): void {
    for (let i = 0; i < 3; i++) {
      const at = 3 * pixel + i;
      this.bytes[at] = this.bytes[at] * (1 - share) + colour[i] * share;
    }
  }

  /** The picture as the address of an image, in 64 levels a colour: shades that no eye tells apart compress to half. */
  dataUri(): string {
    const data = this.bytes.map((byte) => (byte & 0xfc) | (byte >> 6));
    const png = encode({ width: this.size, height: this.size, data, depth: 8, channels: 3 });
    let binary = '';
    for (let i = 0; i < png.length; i += 8192) binary += String.fromCharCode(...png.subarray(i, i + 8192));
    return `data:image/png;base64,${btoa(binary)}`;
  }
}
