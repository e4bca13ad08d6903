import { useTranslation } from 'react-i18next';

const hour = 3600;
const day = 24 * hour;

/** Writes a time since the start, s, as people in a laboratory do. */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation('tissue');
  return (seconds) => {
    if (seconds === 0) return t('time.start');
    if (seconds >= 3 * day) return t('time.days', { value: rounded(seconds / day) });
    return t('time.hours', { value: rounded(seconds / hour) });
  };
}

/** A number as a person reads it: three figures, no trailing zeros. */
export function rounded(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1000) return String(Math.round(value));
  if (size < 1e-3) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}

/** Titles from the catalogue of the laboratory in the language of the page, where there is one. */
export function useTitles() {
  const { t } = useTranslation('tissue');
  return {
    measure: (id: string, title: string) => t(`measures.${id}`, { defaultValue: capital(title) }),
    field: (slot: string, title: string) =>
      t(`fields.${slot.slice(slot.indexOf('.') + 1)}`, { defaultValue: capital(title) }),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
