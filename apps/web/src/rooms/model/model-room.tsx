import {
  Accordion,
  Box,
  Center,
  Group,
  Loader,
  NativeSelect,
  Select,
  Stack,
  Text,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go, useAddress } from '../../app/address.js';
import { laboratory } from '../../laboratory/laboratory.js';
import { ProblemNote } from '../../study/problem-note.js';
import type { ModelMap } from '../../worker/model/map.js';
import { Families } from './families.js';
import { MoleculePage } from './molecule-page.js';
import { useModelMap } from './use-map.js';
import { Walk } from './walk.js';

const usual = { cell: 'MDA-MB-231', matrix: 'gelatin', molecule: 'TKS5' } as const;
const remembered = 6;

/** The network as a map one can walk. The address says where one is, so the browser's way back leads along the walk. */
export function ModelRoom() {
  const { t } = useTranslation('model');
  const { params } = useAddress();
  const cell = params.get('cell') ?? usual.cell;
  const matrix = params.get('matrix') ?? usual.matrix;
  const chosen = params.get('molecule') ?? usual.molecule;
  const { map, problem } = useModelMap({ cell, matrix });
  const [path, setPath] = useState<readonly string[]>([chosen]);
  useEffect(() => {
    setPath((known) => (known[known.length - 1] === chosen ? known : [...known, chosen].slice(-remembered)));
  }, [chosen]);
  const to = (part: Readonly<Record<string, string>>) => go('model', { cell, matrix, molecule: chosen, ...part });
  const walk = (molecule: string) => to({ molecule });
  const node = map?.nodes.find(({ id }) => id === chosen) ?? map?.nodes[0];
  return (
    <Stack px={{ base: 'md', sm: 'xl' }} py="lg" gap="md">
      <Group justify="space-between" align="flex-end" gap="md">
        <Box maw={640}>
          <Title order={1} size="h3" lh={1.3}>
            {t('title')}
          </Title>
          <Text size="sm" className="quiet" mt={4} lh={1.5}>
            {map ? t('lead', { molecules: map.nodes.length, steps: map.steps.length }) : t('drawing')}
          </Text>
        </Box>
        <Choices cell={cell} matrix={matrix} map={map} onChange={to} />
      </Group>
      {problem && <ProblemNote problem={problem} />}
      {map === undefined || node === undefined ? (
        problem === undefined && (
          <Center className="panel" mih={360}>
            <Loader aria-label={t('drawing')} />
          </Center>
        )
      ) : (
        <>
          <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="md">
            <Crumbs map={map} path={path} onWalk={walk} />
            <Walk map={map} node={node} onWalk={walk} />
          </Stack>
          <MoleculePage map={map} node={node} subject={{ cell, matrix }} onWalk={walk} />
          <Accordion className="panel" chevronPosition="left" defaultValue={null}>
            <Accordion.Item value="all" style={{ borderBottom: 0 }}>
              <Accordion.Control>{t('all', { count: map.nodes.length })}</Accordion.Control>
              <Accordion.Panel>
                <Families map={map} chosen={node.id} onWalk={walk} />
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
        </>
      )}
    </Stack>
  );
}

/** The cell, what it stands on, and a search for a molecule. */
function Choices(props: {
  readonly cell: string;
  readonly matrix: string;
  readonly map: ModelMap | undefined;
  onChange(part: Readonly<Record<string, string>>): void;
}) {
  const { cell, matrix, map, onChange } = props;
  const { t, i18n } = useTranslation('model');
  const [choices, setChoices] = useState<{
    readonly cells: readonly string[];
    readonly matrices: readonly { readonly id: string; readonly name: string }[];
  }>({ cells: [cell], matrices: [{ id: matrix, name: matrix }] });
  useEffect(() => {
    laboratory().modelChoices().then(setChoices);
  }, []);
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={t('search')}
        w={220}
        searchable
        value={null}
        placeholder={t('searchHint')}
        nothingFoundMessage={t('searchNothing')}
        data={(map?.nodes ?? []).map(({ id, label, name }) => ({
          value: id,
          label: label === name ? label : `${label} · ${name}`,
        }))}
        onChange={(molecule) => molecule && onChange({ molecule })}
        limit={40}
      />
      <NativeSelect
        label={t('cell')}
        value={cell}
        onChange={({ currentTarget }) => onChange({ cell: currentTarget.value })}
        data={[...choices.cells]}
      />
      <NativeSelect
        label={t('matrix')}
        value={matrix}
        onChange={({ currentTarget }) => onChange({ matrix: currentTarget.value })}
        data={choices.matrices.map(({ id, name }) => ({
          value: id,
          label: i18n.t(`measures:matrices.${id}`, { defaultValue: name }),
        }))}
      />
    </Group>
  );
}

/** The last few molecules of the walk. */
function Crumbs(props: { readonly map: ModelMap; readonly path: readonly string[]; onWalk(id: string): void }) {
  const { map, path, onWalk } = props;
  const { t } = useTranslation('model');
  const labels = new Map(map.nodes.map(({ id, label }) => [id, label]));
  return (
    <Group component="nav" gap={4} aria-label={t('crumbs')}>
      {path.map((id, i) => (
        <Group key={i} gap={4}>
          {i > 0 && <IconChevronRight size={14} aria-hidden />}
          {i === path.length - 1 ? (
            <Text size="sm" fw={600} aria-current="location">
              {labels.get(id) ?? id}
            </Text>
          ) : (
            <UnstyledButton fz="sm" c="var(--mantine-color-anchor)" onClick={() => onWalk(id)}>
              {labels.get(id) ?? id}
            </UnstyledButton>
          )}
        </Group>
      ))}
    </Group>
  );
}
