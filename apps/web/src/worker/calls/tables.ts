import { parquetWriteBuffer } from 'hyparquet-writer';
import type { PlainColumn } from '../../figures/table-files.js';

/** Calls about tables that somebody takes along. */
export function tableCalls() {
  return {
    /** Columns as a Parquet file; units stand in its key-value metadata under the name of their column. */
    async parquet(columns: readonly PlainColumn[]): Promise<Uint8Array> {
      const columnData = columns.map(({ name, values }) => ({
        name,
        type: typeof values[0] === 'number' ? ('DOUBLE' as const) : ('STRING' as const),
        nullable: false,
        data: [...values],
      }));
      const kvMetadata = columns.flatMap(({ name, unit }) => (unit === undefined ? [] : [{ key: name, value: unit }]));
      return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, codec: 'SNAPPY' }));
    },
  };
}
