import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../../study/use-study.js';
import { AddMenu } from './add-menu.js';
import { type ArmEntry, otherKeys, writeArm } from './arm-file.js';
import { DrugRow } from './drug-row.js';
import { freshChange, type Kind, kindsOf } from './fresh-change.js';
import { KnockdownRow } from './knockdown-row.js';
import { MutationRow } from './mutation-row.js';
import { RadiationRow } from './radiation-row.js';
import type { Writer } from './use-menus.js';

/** One arm: its name, each thing it changes, what can be added to it, and a way to take it away. */
export function ArmForm(props: {
  readonly id: string;
  readonly arm: ArmEntry;
  readonly title: string;
  readonly removable: boolean;
  readonly study: WrittenStudy;
  readonly writer: Writer;
}) {
  const { id, arm, title, removable, writer } = props;
  const { t } = useTranslation('assay');
  const { menus, disabled, propose, write } = writer;
  if (menus === undefined) return null;
  const { drugs = [], knockdown = {}, mutate = {}, radiation } = arm;
  const row = { menus, disabled };
  const put = (path: readonly (string | number)[], value: unknown) =>
    write((document) => writeArm(document, id, path, value));
  const choose = (changes: readonly (readonly [path: readonly (string | number)[], value: unknown])[]) =>
    propose((document) => {
      for (const [path, value] of changes) writeArm(document, id, path, value);
    });
  const add = (kind: Kind) => {
    const [, fresh] = freshChange(kind, menus);
    if (kind === 'drug') return choose([[['drugs', drugs.length], fresh.drugs?.[0]]]);
    if (kind === 'radiation') return choose([[['radiation'], fresh.radiation]]);
    const key = kind === 'knockdown' ? 'knockdown' : 'mutate';
    const taken = Object.keys(arm[key] ?? {});
    const ids =
      kind === 'knockdown' ? menus.molecules.map((each) => each.id) : menus.variants.map((each) => each.molecule);
    const free = [...Object.keys(fresh[key] ?? {}), ...ids].find((each) => !taken.includes(each));
    if (free === undefined) return;
    const value = kind === 'knockdown' ? '90 %' : menus.variants.find((each) => each.molecule === free)?.variants[0];
    choose([[[key, free], value]]);
  };
  const possible = kindsOf(menus).filter((kind) => kind !== 'radiation' || radiation === undefined);
  return (
    <Stack gap="md">
      <TextInput
        size="sm"
        label={t('armTitle')}
        key={`${id} ${title}`}
        defaultValue={title}
        maxLength={200}
        disabled={disabled}
        onBlur={({ currentTarget }) => {
          const text = currentTarget.value.trim();
          if (text !== title) put(['title'], text === '' ? undefined : text);
        }}
      />
      {drugs.map((drug, index) => (
        <DrugRow
          key={index}
          drug={drug}
          {...row}
          onLevel={(key, level) => put(['drugs', index, key], level)}
          onChosen={(chosen) => choose([[['drugs', index], chosen]])}
          onRemoved={() => choose([[['drugs', index], undefined]])}
        />
      ))}
      {Object.entries(knockdown).map(([molecule, share]) => (
        <KnockdownRow
          key={molecule}
          molecule={molecule}
          share={share}
          taken={Object.keys(knockdown)}
          {...row}
          onShare={(value) => put(['knockdown', molecule], value)}
          onChosen={(chosen) =>
            choose([
              [['knockdown', molecule], undefined],
              [['knockdown', chosen], share],
            ])
          }
          onRemoved={() => choose([[['knockdown', molecule], undefined]])}
        />
      ))}
      {Object.entries(mutate).map(([molecule, variant]) => (
        <MutationRow
          key={molecule}
          molecule={molecule}
          variant={variant}
          taken={Object.keys(mutate)}
          {...row}
          onChosen={(chosen, how) =>
            choose([
              [['mutate', molecule], undefined],
              [['mutate', chosen], how],
            ])
          }
          onRemoved={() => choose([[['mutate', molecule], undefined]])}
        />
      ))}
      {radiation && (
        <RadiationRow
          radiation={radiation}
          {...row}
          onDose={(dose) => put(['radiation', 'dose'], dose)}
          onRemoved={() => choose([[['radiation'], undefined]])}
        />
      )}
      {otherKeys(arm).length > 0 && (
        <Text size="xs" className="quiet">
          {t('otherKeys', {
            keys: otherKeys(arm)
              .map((key) => t(`keys.${key}`, { defaultValue: key }))
              .join(t('comma')),
          })}
        </Text>
      )}
      <Group justify="space-between">
        <AddMenu label={t('addChange')} kinds={possible} disabled={disabled} onChosen={add} />
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          ml="auto"
          leftSection={<IconTrash size={14} />}
          disabled={disabled || !removable}
          onClick={() => propose((document) => document.deleteIn(['arms', id]))}
        >
          {t('removeArm')}
        </Button>
      </Group>
    </Stack>
  );
}
