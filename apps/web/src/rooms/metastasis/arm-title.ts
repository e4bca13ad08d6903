import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/language.js';

/** The title of an arm: in the language of the page where this room wrote it, else as the study has it. */
export function useArmTitle(): (id: string, title: string) => string {
  const { t, i18n } = useTranslation('metastasis');
  return useCallback(
    (id, title) => {
      const key = id === 'surgery' ? 'example.control' : `arms.${id}`;
      const own = Object.keys(languages).some((language) => i18n.getFixedT(language, 'metastasis')(key) === title);
      return own ? t(key) : title;
    },
    [t, i18n],
  );
}
