import { Group, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Language, languages, speak } from '../i18n/language.js';

/** Language and light or dark, remembered by the browser. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;
  return (
    <Group gap="xs" grow preventGrowOverflow={false} py="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('language')}
        value={i18n.language}
        onChange={(language) => speak(language as Language)}
        data={Object.entries(languages).map(([value, name]) => ({
          value,
          label: value === 'en' ? 'EN' : '中文',
          name,
        }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('scheme.label')}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as keyof typeof schemes)}
        data={Object.entries(schemes).map(([value, Icon]) => ({
          value,
          label: <Icon size={14} style={{ display: 'block' }} aria-label={t(`scheme.${value}`)} />,
        }))}
      />
    </Group>
  );
}
