import { ActionIcon, Button, Group, Stack, Table, Tabs, Text } from '@mantine/core';
import { IconCurrentLocation, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import type { MeasuredBatch } from '../../worker/calls/quantify.js';
import { saveFile } from './downloads.js';
import { numberText } from './numbers.js';
import type { Picked } from './outline-layer.js';
import { type Column, columnsOf, rowsOf, type TableName, tableNames } from './table-columns.js';

/** Rows that are shown; the files have all. */
const most = 200;

/** What was measured, table by table, each as CSV and Parquet. */
export function Tables(props: {
  readonly batch: MeasuredBatch;
  /** The image whose picture is shown. */
  readonly name: string;
  readonly frame: number;
  onPick(picked: Picked): void;
}) {
  const { batch, name, frame, onPick } = props;
  const { t } = useTranslation('quantify');
  const present = tableNames.filter((table) => batch.tables[table].length > 0);
  return (
    <Tabs defaultValue="fields" keepMounted={false}>
      <Tabs.List>
        {present.map((table) => (
          <Tabs.Tab key={table} value={table}>
            {t(`tables.${table}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {present.map((table) => (
        <Tabs.Panel key={table} value={table} pt="sm">
          <Rows batch={batch} table={table} name={name} frame={frame} onPick={onPick} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Rows(props: {
  readonly batch: MeasuredBatch;
  readonly table: TableName;
  readonly name: string;
  readonly frame: number;
  onPick(picked: Picked): void;
}) {
  const { batch, table, name, frame, onPick } = props;
  const { t } = useTranslation('quantify');
  const rows = rowsOf(batch, table, name, frame);
  const columns = columnsOf(table, batch);
  const placed = table === 'cells' || table === 'puncta' || table === 'holes';
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm" className="quiet">
          {rows.length > most
            ? t('tables.first', { most, count: rows.length })
            : t('tables.rows', { count: rows.length })}
        </Text>
        <Group gap={4}>
          {(['csv', 'parquet'] as const).map((kind) => (
            <Button
              key={kind}
              size="compact-sm"
              variant="subtle"
              leftSection={<IconDownload size={14} />}
              onClick={() => saveMeasured(`${table}.${kind}`)}
            >
              {kind === 'csv' ? 'CSV' : 'Parquet'}
            </Button>
          ))}
        </Group>
      </Group>
      <Table.ScrollContainer
        minWidth={table === 'fields' ? 280 : 520}
        maxHeight={380}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t(`tables.${table}`) } }}
      >
        <Table stickyHeader fz="sm" verticalSpacing={5} horizontalSpacing="xs" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {placed && <Table.Th w={36} aria-label={t('tables.show')} />}
              {columns.map((column) => (
                <Table.Th key={column.id} ta={column.text ? 'left' : 'right'} style={{ verticalAlign: 'bottom' }}>
                  {t(`columns.${column.id}`)}
                  {column.unit && (
                    <Text span size="xs" fw={400} className="quiet" style={{ whiteSpace: 'nowrap' }}>
                      {' '}
                      {t(`units.${column.unit}`)}
                    </Text>
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, most).map((row, i) => (
              <Table.Tr key={i}>
                {placed && (
                  <Table.Td>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={t('tables.showRow', { row: i + 1 })}
                      onClick={() => onPick({ table, x: Number(row.x_um), y: Number(row.y_um) })}
                    >
                      <IconCurrentLocation size={15} />
                    </ActionIcon>
                  </Table.Td>
                )}
                {columns.map((column) => (
                  <Cell key={column.id} column={column} value={row[column.id]} />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

function Cell({ column, value = '' }: { readonly column: Column; readonly value: string | number | undefined }) {
  const { t } = useTranslation('quantify');
  const text = () => {
    if (column.id === 'measure') return t(`measures.${String(value).replace(/\W/g, '_')}`);
    if (column.id === 'unit') return value === '1' ? '' : t(`units.${value}`);
    if (column.id === 'excluded') return value === '' ? t('excluded.no') : t(`excluded.${value}`);
    if (column.yes) return value === 1 ? t('tables.yes') : t('tables.no');
    return typeof value === 'number' ? numberText(value) : value;
  };
  return <Table.Td ta={column.text ? 'left' : 'right'}>{text()}</Table.Td>;
}

/** Takes a file of the measurement away. */
export async function saveMeasured(name: string): Promise<void> {
  const bytes = await laboratory().measuredFile(name);
  if (bytes) saveFile(name, bytes);
}
