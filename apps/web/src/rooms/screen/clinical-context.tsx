import type { RankedDrug } from '@invadolab/results';
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Part } from './part.js';

const colours: Readonly<Record<string, string>> = {
  positive: 'teal',
  negative: 'orange',
  mixed: 'gray',
  unknown: 'gray',
};

/** What trials and labels say: for a reader, never scored. */
export function ClinicalContext({ drug }: { readonly drug: RankedDrug }) {
  const { t } = useTranslation('screen');
  const { clinical = [] } = drug;
  return (
    <Part title={t('clinical.title')} what={t('clinical.what')}>
      {clinical.length === 0 && (
        <Text size="sm" className="quiet">
          {t('clinical.none')}
        </Text>
      )}
      <Stack gap="xs">
        {clinical.map(({ what, outcome }) => (
          <Group key={what} gap="sm" wrap="nowrap" align="flex-start">
            <Badge variant="outline" color={colours[outcome] ?? 'gray'} miw={84} mt={1}>
              {t(`outcomes.${outcome}`, { defaultValue: outcome })}
            </Badge>
            <Text size="sm" lang="en" lh={1.45}>
              {what}
            </Text>
          </Group>
        ))}
      </Stack>
    </Part>
  );
}
