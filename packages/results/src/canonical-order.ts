import type { TableLayout } from './columns.js';

/**
 * The rows in the layout's order, as a new array. The order depends on the content of the rows alone, never on who
 * produced them first. Throws where two rows agree in a unique key, because then one of them is an accident.
 */
export function canonicalOrder<Row>(rows: readonly Row[], layout: TableLayout<Row>): Row[] {
  const sorted = [...rows].sort((a, b) => compare(a, b, layout));
  if (layout.unique) {
    for (let i = 1; i < sorted.length; i++) {
      if (compare(sorted[i - 1], sorted[i], layout) !== 0) continue;
      const key = layout.order.map((column) => `${column} ${sorted[i][column]}`).join(', ');
      throw new Error(`two rows are the same measurement: ${key}`);
    }
  }
  return sorted;
}

function compare<Row>(a: Row, b: Row, layout: TableLayout<Row>): number {
  for (const column of layout.order) {
    const left = a[column];
    const right = b[column];
    if (left < right) return -1;
    if (left > right) return 1;
    // NaN comes last; it is neither smaller nor larger than anything.
    if (left !== right) {
      const difference = Number(Number.isNaN(left)) - Number(Number.isNaN(right));
      if (difference !== 0) return difference;
    }
  }
  return 0;
}
