type Counts = Uint16Array | Uint32Array | Float32Array;

/**
 * A TIFF of square grey pages, little-endian, one strip each, without compression and without a word about pixels: written
 * field by field from the specification (TIFF 6.0), so that a reader is held against that and not against a library.
 */
export function plainTiff(side: number, pages: readonly Counts[]): Uint8Array {
  const entries = 9;
  const directory = 2 + 12 * entries + 4;
  const strips = pages.map((data) => data.byteLength);
  const size = 8 + strips.reduce((sum, each) => sum + each + directory, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  // "II", 42, and where the first directory is.
  view.setUint32(0, 0x002a4949, true);
  view.setUint32(4, 8, true);
  let at = 8;
  for (const [i, data] of pages.entries()) {
    const strip = at + directory;
    const format = data instanceof Float32Array ? 3 : 1;
    const bits = 8 * data.BYTES_PER_ELEMENT;
    // Width, height, bits, compression, black is zero, strip, rows per strip, its bytes, format of the counts.
    const fields = [
      [256, side],
      [257, side],
      [258, bits],
      [259, 1],
      [262, 1],
      [273, strip],
      [278, side],
      [279, strips[i]],
      [339, format],
    ];
    view.setUint16(at, entries, true);
    for (const [n, [tag, value]] of fields.entries()) {
      const entry = at + 2 + 12 * n;
      view.setUint16(entry, tag, true);
      view.setUint16(entry + 2, 4, true);
      view.setUint32(entry + 4, 1, true);
      view.setUint32(entry + 8, value, true);
    }
    const next = strip + strips[i];
    view.setUint32(at + 2 + 12 * entries, i + 1 < pages.length ? next : 0, true);
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), strip);
    at = next;
  }
  return bytes;
}
