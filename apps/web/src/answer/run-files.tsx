import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeepButton } from '../figures/figure.js';
import { fileStem, save } from '../figures/save.js';
import { laboratory } from '../laboratory/laboratory.js';

/** Every file of a run, one by one or all in a zip. */
export function RunFiles({ id, study }: { readonly id: string; readonly study: string }) {
  const { t } = useTranslation('answer');
  const [names, setNames] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    laboratory().fileNames(id).then(setNames);
  }, [id]);
  const kinds = t('files.kinds', { returnObjects: true }) as Readonly<Record<string, string>>;
  const main = names.filter((name) => !name.includes('/'));
  const images = names.filter((name) => name.includes('/'));
  async function keepAll() {
    setBusy(true);
    save(`${fileStem(study)}.zip`, await laboratory().bundle(id), 'application/zip');
    setBusy(false);
  }
  async function keep(name: string) {
    const bytes = await laboratory().file(id, name);
    if (bytes) save(name.replace(/^.*\//, ''), bytes);
  }
  const row = (name: string, about: string) => (
    <Table.Tr key={name}>
      <Table.Td ff="monospace" fz="sm">
        {name}
      </Table.Td>
      <Table.Td className="quiet" fz="sm">
        {about}
      </Table.Td>
      <Table.Td ta="right">
        <KeepButton word={name.replace(/^.*\./, '')} label={t('files.keep', { name })} onKeep={() => keep(name)} />
      </Table.Td>
    </Table.Tr>
  );
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" className="quiet">
          {t('files.about')}
        </Text>
        <Button leftSection={<IconFileZip size={16} />} loading={busy} onClick={keepAll}>
          {t('files.all')}
        </Button>
      </Group>
      <Table aria-label={t('files.title')}>
        <Table.Tbody>{main.map((name) => row(name, kinds[name] ?? ''))}</Table.Tbody>
      </Table>
      {images.length > 0 && (
        <details>
          <summary>{t('files.images', { count: images.length })}</summary>
          <Table aria-label={t('files.images', { count: images.length })}>
            <Table.Tbody>{images.map((name) => row(name, ''))}</Table.Tbody>
          </Table>
        </details>
      )}
    </Stack>
  );
}
