import { Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../../study/use-study.js';
import type { Menus } from '../../../worker/calls/menus.js';
import type { Writer } from './use-menus.js';

/** Whose cells, and what they stand on. */
export function Subject({ study, writer }: { readonly study: WrittenStudy; readonly writer: Writer }) {
  const { t } = useTranslation('assay');
  const { menus, disabled, propose } = writer;
  const cell = study.at(['cell']);
  const kind = study.at(['matrix', 'kind']);
  if (menus === undefined) return null;
  return (
    <Stack gap="sm">
      {typeof cell === 'string' && (
        <Select
          label={t('cell')}
          searchable
          disabled={disabled}
          allowDeselect={false}
          data={grouped(menus.cells, (key) => t(`cancers.${key}`))}
          value={menus.cells.find(({ id, name }) => id === cell || name === cell)?.id ?? null}
          onChange={(chosen) => chosen && propose((document) => document.setIn(['cell'], chosen))}
          nothingFoundMessage={t('nothingFound')}
        />
      )}
      {typeof kind === 'string' && menus.matrices.length > 1 && (
        <Select
          label={t('matrix')}
          disabled={disabled}
          allowDeselect={false}
          data={menus.matrices.map(({ id }) => ({ value: id, label: t(`matrices.${id}`) }))}
          value={menus.matrices.find(({ id }) => id === kind)?.id ?? null}
          onChange={(chosen) =>
            // Settings belong to a kind of matrix: those of another mean nothing here.
            chosen &&
            propose((document) => document.setIn(['matrix'], document.createNode({ kind: chosen }, { flow: true })))
          }
        />
      )}
    </Stack>
  );
}

/** By cancer, healthy cells last. */
function grouped(cells: Menus['cells'], title: (key: string) => string) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { id, name, kind, cancer } of cells) {
    const key = kind === 'healthy' ? 'healthy' : (cancer ?? 'other');
    groups.set(key, [...(groups.get(key) ?? []), { value: id, label: name }]);
  }
  const last = ['other', 'healthy'];
  return [...groups]
    .map(([key, items]) => ({ key, group: title(key), items }))
    .sort((a, b) => last.indexOf(a.key) - last.indexOf(b.key) || a.group.localeCompare(b.group))
    .map(({ group, items }) => ({ group, items }));
}
