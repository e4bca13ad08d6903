import { Anchor, List, Loader, Stack, Table, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import type { MoleculeRow } from '../../worker/calls/model.js';
import type { MapNode } from '../../worker/model/map.js';

/** Drugs that bind a molecule, the tightest binding as its record has it. */
export function Drugs({ node }: { readonly node: MapNode }) {
  const { t } = useTranslation('model');
  if (node.drugs.length === 0) return <Text className="quiet">{t('drugs.none')}</Text>;
  return (
    <Table fz="sm" verticalSpacing={6} maw={480}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('drugs.name')}</Table.Th>
          <Table.Th ta="right">{t('drugs.binding')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {node.drugs.map(({ name, K }) => (
          <Table.Tr key={`${name} ${K}`}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">{K}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Published experiments in which somebody changed this molecule. */
export function Rows({ node }: { readonly node: MapNode }) {
  const { t } = useTranslation('model');
  const [rows, setRows] = useState<readonly MoleculeRow[]>();
  useEffect(() => {
    let current = true;
    setRows(undefined);
    laboratory()
      .moleculeRows(node.id)
      .then((found) => current && setRows(found));
    return () => {
      current = false;
    };
  }, [node.id]);
  if (rows === undefined) return <Loader size="sm" aria-label={t('rows.reading')} />;
  if (rows.length === 0) return <Text className="quiet">{t('rows.none')}</Text>;
  return (
    <Stack gap="sm">
      <List size="sm" spacing={8}>
        {rows.map(({ id, cited, system, quantity, arms }) => (
          <List.Item key={id} lang="en">
            <b>{arms.join(', ')}</b> · {system} · {quantity}
            <Text size="xs" className="quiet">
              {cited}
            </Text>
          </List.Item>
        ))}
      </List>
      <Anchor href="#/evidence" size="sm" underline="always">
        {t('rows.all')}
      </Anchor>
    </Stack>
  );
}
