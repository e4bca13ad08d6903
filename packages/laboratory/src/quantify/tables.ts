import { type Quantified, rulerTables } from '@invadolab/assays';
import { encodeTable, type Store, type TableLayout } from '@invadolab/results';
import { csvOf } from './csv.js';

/** Writes the tables as CSV and Parquet, and `thresholds.json`. Tracks only where there is a movie. */
export async function writeTables(store: Store, all: readonly Quantified[], used: object): Promise<void> {
  const text = new TextEncoder();
  const write = async <Row>(name: string, rows: readonly Row[], layout: TableLayout<Row>) => {
    await store.put(`${name}.csv`, text.encode(csvOf(rows, layout)));
    await store.put(`${name}.parquet`, encodeTable(rows, layout));
  };
  await write(
    'fields',
    all.flatMap(({ fields }) => fields),
    rulerTables.fields,
  );
  await write(
    'cells',
    all.flatMap(({ cells }) => cells),
    rulerTables.cells,
  );
  await write(
    'puncta',
    all.flatMap(({ puncta }) => puncta),
    rulerTables.puncta,
  );
  await write(
    'holes',
    all.flatMap(({ holes }) => holes),
    rulerTables.holes,
  );
  if (all.some(({ frames }) => frames > 1)) {
    await write(
      'tracks',
      all.flatMap(({ tracks }) => tracks),
      rulerTables.tracks,
    );
  }
  await store.put('thresholds.json', text.encode(`${JSON.stringify(used, null, 2)}\n`));
}

/** Writes the pictures of what was found in one image. */
export async function writeOverlays(store: Store, image: string, { overlays, frames }: Quantified): Promise<void> {
  for (const { frame, png } of overlays) {
    await store.put(`${image}${frames > 1 ? `-frame-${frame}` : ''}-overlay.png`, png);
  }
}
