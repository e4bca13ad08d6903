import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Stands on every page. */
export function Notice() {
  const { t } = useTranslation();
  return (
    <Text component="footer" size="xs" className="quiet" px={{ base: 'md', sm: 'xl' }} py="lg" maw={920} lh={1.5}>
      {t('notice')}
    </Text>
  );
}
