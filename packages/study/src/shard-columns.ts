/** Numbers that a shard keeps as they are in memory, little end first. */
export type Numbers = Uint16Array | Float32Array | Float64Array;

/** A kind of `Numbers`, by its constructor. */
type KindOf<T extends Numbers> = { readonly BYTES_PER_ELEMENT: number; new (length: number): T };

/** Writes numbers from `offset` on and returns where they end. */
export function putNumbers(view: DataView, offset: number, numbers: Numbers): number {
  const { length, BYTES_PER_ELEMENT: size } = numbers;
  for (let i = 0; i < length; i++, offset += size) {
    if (numbers instanceof Float32Array) view.setFloat32(offset, numbers[i], true);
    else if (numbers instanceof Float64Array) view.setFloat64(offset, numbers[i], true);
    else view.setUint16(offset, numbers[i], true);
  }
  return offset;
}

/** Takes numbers from the front of a shard's columns, in the order in which they were written. */
export class NumberReader {
  constructor(
    private readonly view: DataView,
    private offset: number,
  ) {}

  take<T extends Numbers>(kind: KindOf<T>, length: number): T {
    const numbers = new kind(length);
    const size = kind.BYTES_PER_ELEMENT;
    for (let i = 0; i < length; i++, this.offset += size) {
      if (numbers instanceof Float32Array) numbers[i] = this.view.getFloat32(this.offset, true);
      else if (numbers instanceof Float64Array) numbers[i] = this.view.getFloat64(this.offset, true);
      else numbers[i] = this.view.getUint16(this.offset, true);
    }
    return numbers;
  }
}
