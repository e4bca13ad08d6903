import { Accordion, Badge, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../../study/use-study.js';
import { AddMenu } from './add-menu.js';
import { type ArmEntry, addArm } from './arm-file.js';
import { ArmForm } from './arm-form.js';
import { freshChange, kindsOf } from './fresh-change.js';
import type { Writer } from './use-menus.js';

/** All arms of the file, each with its own controls, and a way to add one. */
export function Arms({ study, writer }: { readonly study: WrittenStudy; readonly writer: Writer }) {
  const { t } = useTranslation('assay');
  const [opened, setOpened] = useState<string | null>(null);
  const { menus, disabled, propose } = writer;
  const entries = Object.entries((study.at(['arms']) ?? {}) as Readonly<Record<string, ArmEntry | null>>);
  if (menus === undefined || entries.length === 0) return null;
  const summary = study.checked && 'summary' in study.checked ? study.checked.summary : undefined;
  const control = summary?.arms.find(({ id }) => id === summary.control)?.entry;
  const referred = new Set(entries.map(([, arm]) => arm?.against));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('armList')}
      </Text>
      <Accordion variant="separated" chevronPosition="right" value={opened} onChange={setOpened}>
        {entries.map(([id, arm]) => {
          const own = summary?.arms.filter(({ entry, automatic }) => entry === id && !automatic) ?? [];
          const title = own[0]?.title ?? arm?.title ?? id;
          return (
            <Accordion.Item key={id} value={id}>
              <Accordion.Control>
                <Group gap="xs" wrap="nowrap">
                  <Text size="sm" fw={500} truncate lang="en">
                    {title}
                  </Text>
                  {own.length > 1 && (
                    <Badge variant="default" size="sm" tt="none" fw={500} style={{ flex: 'none' }}>
                      {t('more', { count: own.length - 1 })}
                    </Badge>
                  )}
                  {id === control && (
                    <Badge variant="light" size="sm" tt="none" style={{ flex: 'none' }}>
                      {t('control')}
                    </Badge>
                  )}
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                {opened === id && (
                  <ArmForm
                    id={id}
                    arm={arm ?? {}}
                    title={title}
                    removable={id !== control && !referred.has(id) && entries.length > 1}
                    study={study}
                    writer={writer}
                  />
                )}
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      <AddMenu
        label={t('addArm')}
        kinds={kindsOf(menus)}
        disabled={disabled}
        onChosen={(kind) => propose((document) => setOpened(addArm(document, ...freshChange(kind, menus))))}
      />
    </Stack>
  );
}
