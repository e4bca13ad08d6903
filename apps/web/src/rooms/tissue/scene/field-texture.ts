import { Data3DTexture, LinearFilter, RedFormat, UnsignedByteType } from 'three';
import type { TissueField } from '../../../worker/tissue/field.js';

/** The field of a moment as the graphics processor reads it; one texture that takes over one moment after the other. */
export class FieldTexture {
  #texture: Data3DTexture | undefined;
  #of: TissueField | undefined;

  get texture(): Data3DTexture | null {
    return this.#texture ?? null;
  }

  show(field: TissueField): void {
    if (field === this.#of) return;
    const [nz, ny, nx] = field.shape;
    const { width, height, depth } = this.#texture?.image ?? { width: 0, height: 0, depth: 0 };
    if (this.#texture === undefined || width !== nx || height !== ny || depth !== nz) {
      this.#texture?.dispose();
      this.#texture = textureOf(field);
    }
    this.#texture.image.data = field.levels;
    this.#texture.needsUpdate = true;
    this.#of = field;
  }

  dispose(): void {
    this.#texture?.dispose();
    this.#texture = undefined;
    this.#of = undefined;
  }
}

function textureOf({ shape: [nz, ny, nx], levels }: TissueField): Data3DTexture {
  const texture = new Data3DTexture(levels, nx, ny, nz);
  texture.format = RedFormat;
  texture.type = UnsignedByteType;
  texture.minFilter = texture.magFilter = LinearFilter;
  texture.unpackAlignment = 1;
  return texture;
}
