import type { Labels, Mask } from './plane.js';

/** What one connected object takes up. */
export interface Component {
  /** From 1; its pixels have this number in the labels. */
  readonly label: number;
  readonly pixels: number;
  /** Mean column and row of its pixels. */
  readonly column: number;
  readonly row: number;
  readonly touchesBorder: boolean;
}

/** Objects whose pixels touch at edges or corners, numbered in the order of their first pixel. */
export function components({ width, height, data }: Mask): { labels: Labels; found: Component[] } {
  const labels = new Int32Array(data.length);
  const queue = new Int32Array(data.length);
  const found: Component[] = [];
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || labels[start] !== 0) continue;
    const label = found.length + 1;
    let [head, tail, columns, rows] = [0, 0, 0, 0];
    let touchesBorder = false;
    queue[tail++] = start;
    labels[start] = label;
    while (head < tail) {
      const at = queue[head++];
      const column = at % width;
      const row = (at - column) / width;
      columns += column;
      rows += row;
      if (column === 0 || row === 0 || column === width - 1 || row === height - 1) touchesBorder = true;
      for (let r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
          const next = r * width + c;
          if (data[next] === 0 || labels[next] !== 0) continue;
          labels[next] = label;
          queue[tail++] = next;
        }
      }
    }
    found.push({ label, pixels: tail, column: columns / tail, row: rows / tail, touchesBorder });
  }
  return { labels: { width, height, data: labels, count: found.length }, found };
}

/** Fills what is enclosed: background that is not joined to the border over pixel edges. */
export function filled({ width, height, data }: Mask): Mask {
  const outside = new Uint8Array(data.length);
  const queue = new Int32Array(data.length);
  let tail = 0;
  const visit = (index: number) => {
    if (data[index] !== 0 || outside[index] !== 0) return;
    outside[index] = 1;
    queue[tail++] = index;
  };
  for (let column = 0; column < width; column++) {
    visit(column);
    visit((height - 1) * width + column);
  }
  for (let row = 0; row < height; row++) {
    visit(row * width);
    visit(row * width + width - 1);
  }
  for (let head = 0; head < tail; head++) {
    const at = queue[head];
    const column = at % width;
    if (column > 0) visit(at - 1);
    if (column < width - 1) visit(at + 1);
    if (at >= width) visit(at - width);
    if (at < (height - 1) * width) visit(at + width);
  }
  return { width, height, data: outside.map((each) => 1 - each) };
}

/** Opening with a 3 x 3 square: what no whole square of 3 x 3 pixels inside the mask and the image covers is removed. */
export function opened({ width, height, data }: Mask): Mask {
  const kept = new Uint8Array(data.length);
  for (let row = 1; row < height - 1; row++) {
    // Columns in a row, up to this one, of which all three pixels are set.
    let run = 0;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      run = data[at - width] !== 0 && data[at] !== 0 && data[at + width] !== 0 ? run + 1 : 0;
      if (run < 3) continue;
      for (const line of [at - width, at, at + width]) kept.fill(1, line - 2, line + 1);
    }
  }
  return { width, height, data: kept };
}
