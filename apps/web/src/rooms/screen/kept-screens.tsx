import { ActionIcon, FileButton, Group, Select, Tooltip } from '@mantine/core';
import { IconDownload, IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileStem, save } from '../../figures/save.js';
import { laboratory } from '../../laboratory/laboratory.js';
import { type ScreenState, screenSession as session } from './screen-session.js';

type Kept = Awaited<ReturnType<ReturnType<typeof laboratory>['screens']>>;

/** Screens that the browser keeps, one from a file, and the files of the one that is shown. */
export function KeptScreens({ state: { shown, record, phase } }: { readonly state: ScreenState }) {
  const { t, i18n } = useTranslation('screen');
  const [kept, setKept] = useState<Kept>([]);
  useEffect(() => {
    laboratory().screens().then(setKept);
  }, [shown, phase]);
  const done = kept.filter((entry) => entry.state === 'done');
  async function keep() {
    if (shown === undefined || record === undefined) return;
    save(`${fileStem(record.screen)}.zip`, await laboratory().screenBundle(shown), 'application/zip');
  }
  return (
    <Group gap={4} ml="auto" wrap="nowrap">
      {done.length > 1 && (
        <Select
          size="xs"
          w={{ base: 190, sm: 260 }}
          data-varies
          aria-label={t('kept.choose')}
          allowDeselect={false}
          value={shown ?? null}
          onChange={(id) => id && session.open(id)}
          data={done.map(({ id, study, begun }) => ({
            value: id,
            label: `${new Date(begun).toLocaleString(i18n.language, { dateStyle: 'short', timeStyle: 'short' })} · ${study}`,
          }))}
        />
      )}
      <FileButton onChange={(file) => file && session.takeIn(file)} accept=".json,.zip">
        {(props) => (
          <Tooltip label={t('kept.open')}>
            <ActionIcon {...props} variant="subtle" color="gray" size="lg" aria-label={t('kept.open')}>
              <IconFileImport size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </FileButton>
      <Tooltip label={t('kept.save')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={shown === undefined}
          onClick={keep}
          aria-label={t('kept.save')}
        >
          <IconDownload size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
