import { ActionIcon, Button, Group, Popover, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../study/use-study.js';
import { armsOf, edited, sizeIn } from './edits.js';
import { sizes } from './sizes.js';

/** What is compared: every arm by its title, one to be taken away, others to be added. */
export function ArmList(props: {
  readonly study: WrittenStudy;
  readonly molecules: readonly string[];
  readonly drugs: readonly string[];
}) {
  const { study, molecules, drugs } = props;
  const { t } = useTranslation('tissue');
  const arms = study.at(['arms']);
  const all = armsOf(arms);
  const control = study.at(['control']) ?? all[0]?.[0];
  const needed = new Set([control, ...all.map(([, { against }]) => against)]);
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('arms.label')}
      </Text>
      {all.map(([id, { title }]) => (
        <Group key={id} justify="space-between" wrap="nowrap" className="tissue-arm">
          <Text size="sm">{typeof title === 'string' ? title : id}</Text>
          {id === control ? (
            <Text size="xs" className="quiet">
              {t('arms.control')}
            </Text>
          ) : (
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={needed.has(id)}
              aria-label={t('arms.remove', { arm: typeof title === 'string' ? title : id })}
              onClick={() => study.change(['arms', id], undefined)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <AddArm
        molecules={molecules}
        drugs={drugs}
        onAdd={(id, arm) => {
          const size = sizes[String(study.at(['assay']))];
          const cells = size && sizeIn(arms, size);
          const set = size && cells !== size.usual ? { set: { [size.cells]: cells, ...size.room(cells) } } : {};
          study.setText(edited(study.text, [[['arms', id], { ...arm, ...set }]]));
        }}
      />
    </Stack>
  );
}

function AddArm(props: {
  readonly molecules: readonly string[];
  readonly drugs: readonly string[];
  onAdd(id: string, arm: Readonly<Record<string, unknown>>): void;
}) {
  const { molecules, drugs, onAdd } = props;
  const { t } = useTranslation('tissue');
  const [opened, setOpened] = useState(false);
  const [kind, setKind] = useState<'knockdown' | 'drug'>('knockdown');
  const [name, setName] = useState<string | null>(null);
  const [amount, setAmount] = useState('90 %');
  const add = () => {
    if (name === null) return;
    const title = `${kind === 'knockdown' ? t('arms.knockdownOf', { molecule: name }) : name} ${amount}`;
    const id = `${kind} ${name}`.replace(/[^\w ]/g, '').slice(0, 40);
    onAdd(id, {
      title,
      ...(kind === 'knockdown' ? { knockdown: { [name]: amount } } : { drugs: [{ name, nominal: amount }] }),
    });
    setOpened(false);
    setName(null);
  };
  return (
    <Popover opened={opened} onChange={setOpened} width={280} position="bottom-start" trapFocus withArrow>
      <Popover.Target>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setOpened(!opened)}
        >
          {t('arms.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('arms.kind')}
            value={kind}
            onChange={(next) => {
              setKind(next as typeof kind);
              setName(null);
              setAmount(next === 'knockdown' ? '90 %' : '1 uM');
            }}
            data={[
              { value: 'knockdown', label: t('arms.knockdown') },
              { value: 'drug', label: t('arms.drug') },
            ]}
          />
          <Select
            size="xs"
            searchable
            comboboxProps={{ withinPortal: false }}
            label={kind === 'knockdown' ? t('arms.molecule') : t('arms.drug')}
            value={name}
            onChange={setName}
            data={[...(kind === 'knockdown' ? molecules : drugs)]}
          />
          <TextInput
            size="xs"
            label={kind === 'knockdown' ? t('arms.share') : t('arms.nominal')}
            value={amount}
            onChange={({ currentTarget }) => setAmount(currentTarget.value)}
          />
          <Button size="xs" disabled={name === null} onClick={add}>
            {t('arms.add')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
