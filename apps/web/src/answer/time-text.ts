import { useTranslation } from 'react-i18next';
import { timeUnit } from '../figures/numbers.js';

/** Writes seconds in the unit that gives the shortest number, in the language of the page. */
export function useTimeText(): (seconds: number) => string {
  const { t } = useTranslation('answer');
  return (seconds) => {
    const [size, unit] = timeUnit(seconds);
    return t(`time.${unit}`, { value: Number((seconds / size).toPrecision(3)) });
  };
}
