import { Button, Group, ScrollArea, Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../laboratory/laboratory.js';
import { KeepButton } from './figure.js';
import { numberText, unitText } from './numbers.js';
import { fileStem, save } from './save.js';
import { csvOf, type PlainColumn } from './table-files.js';

/** A column of a table: what stands in files, and how it is shown. */
export interface DataColumn<Row> {
  /** Its name in CSV and Parquet files. */
  readonly id: string;
  readonly title: string;
  /** As catalogues and results write it (`um2`); in files, and in the head unless `show` writes values with their units. */
  readonly unit?: string;
  readonly value: (row: Row) => string | number;
  /** In place of the value's own text; the value still sorts. */
  readonly show?: (row: Row) => ReactNode;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });

/** More rows than this wait for a click. */
const atOnce = 200;

/** A table that can be sorted and kept as CSV and Parquet. Give `columns` and `rows` from memory (`useMemo`), or it sorts at every drawing. */
export function DataTable<Row extends object>(props: {
  readonly title: string;
  readonly caption?: ReactNode;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
}) {
  const { title, caption, columns, rows } = props;
  const { t } = useTranslation('figures');
  const [all, setAll] = useState(false);
  const definitions = useMemo(
    () => columns.map(({ id, value }): ColumnDef<typeof features, Row> => ({ id, accessorFn: value })),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: definitions, data });
  const sorted = table.getRowModel().rows;
  const shown = all ? sorted : sorted.slice(0, atOnce);
  const plain = () =>
    columns.map(({ id, unit, value }): PlainColumn => ({ name: id, unit, values: rows.map((row) => value(row)) }));
  const stem = fileStem(title);
  return (
    <div className="figure">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md" mb="xs">
        <Text fw={600} lh={1.35} component="h3">
          {title}
        </Text>
        <Group gap={2} wrap="nowrap">
          <KeepButton
            word="CSV"
            label={t('keep', { kind: 'CSV', title })}
            onKeep={() => save(`${stem}.csv`, csvOf(plain()), 'text/csv')}
          />
          <KeepButton
            word="Parquet"
            label={t('keep', { kind: 'Parquet', title })}
            onKeep={async () => save(`${stem}.parquet`, await laboratory().parquet(plain()))}
          />
        </Group>
      </Group>
      <ScrollArea.Autosize mah={520} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': title, role: 'region' }}>
        <Table stickyHeader highlightOnHover verticalSpacing={6} className="data-table">
          <Table.Caption className="unseen">{title}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => {
                const found = table.getColumn(column.id);
                const order = found?.getIsSorted() ?? false;
                const Icon = order === 'asc' ? IconArrowUp : order === 'desc' ? IconArrowDown : IconArrowsSort;
                const unit = column.show ? '' : unitText(column.unit ?? '1');
                return (
                  <Table.Th
                    key={column.id}
                    scope="col"
                    ta={isNumeric(column, rows) ? 'right' : 'left'}
                    aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none'}
                  >
                    <UnstyledButton className="sort" onClick={() => found?.toggleSorting()}>
                      {column.title}
                      {unit && <span className="quiet"> ({unit})</span>}
                      <Icon size={12} stroke={1.8} aria-hidden opacity={order ? 1 : 0.4} />
                    </UnstyledButton>
                  </Table.Th>
                );
              })}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ id, original }) => (
              <Table.Tr key={id}>
                {columns.map((column) => (
                  <Table.Td key={column.id} ta={isNumeric(column, rows) ? 'right' : 'left'}>
                    {column.show?.(original) ?? plainText(column.value(original))}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {shown.length < sorted.length && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(true)}>
          {t('all', { count: sorted.length })}
        </Button>
      )}
      {caption && (
        <Text size="sm" className="quiet" mt="xs" lh={1.5} maw="76ch">
          {caption}
        </Text>
      )}
    </div>
  );
}

function plainText(value: string | number): string {
  return typeof value === 'number' ? numberText(value) : value;
}

function isNumeric<Row>({ value }: DataColumn<Row>, rows: readonly Row[]): boolean {
  return rows.length > 0 && typeof value(rows[0]) === 'number';
}
