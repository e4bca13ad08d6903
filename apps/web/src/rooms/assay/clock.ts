import { useTranslation } from 'react-i18next';

/** Writes seconds as hours and minutes. */
export function useClock(): (seconds: number) => string {
  const { t } = useTranslation('assay');
  return (seconds) => {
    const minutes = Math.round(seconds / 60);
    return t('clock', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') });
  };
}
