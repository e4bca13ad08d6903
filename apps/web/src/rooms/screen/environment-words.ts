import type { TFunction } from 'i18next';

/** Names of the usual environments in the reader's language; others as the file has them. */
export function environmentWords(t: TFunction, name: string): string {
  return t(`environments.${name.replace(/ /g, '-')}`, { defaultValue: name });
}
