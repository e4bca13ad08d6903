import { Accordion, Badge, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../../study/use-study.js';
import { type ArmEntry, addArm } from './arm-file.js';
import { ArmForm } from './arm-form.js';
import { freshChange, type Kind, kindsOf } from './fresh-change.js';
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
                <ArmForm
                  id={id}
                  arm={arm ?? {}}
                  title={title}
                  removable={id !== control && !referred.has(id) && entries.length > 1}
                  study={study}
                  writer={writer}
                />
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      <AddMenu
        label={t('addArm')}
        kinds={kindsOf(menus)}
        disabled={disabled}
        onChosen={(kind) => propose((document) => addArm(document, ...freshChange(kind, menus)))}
      />
    </Stack>
  );
}

/** A button that offers the kinds of change. */
export function AddMenu(props: {
  readonly label: string;
  readonly kinds: readonly Kind[];
  readonly disabled: boolean;
  onChosen(kind: Kind): void;
}) {
  const { label, kinds, disabled, onChosen } = props;
  const { t } = useTranslation('assay');
  if (kinds.length === 0) return null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={disabled}
          style={{ alignSelf: 'flex-start' }}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onChosen(kind)}>
            {t(`kinds.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
