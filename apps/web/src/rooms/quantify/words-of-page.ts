import { useTranslation } from 'react-i18next';

/** Options of the command line, and where the room has them. */
const places: Readonly<Record<string, string>> = {
  '--pixel-size': 'pixel.label',
  '--channels': 'channels.label',
  '--plane': 'plane.label',
  '--inside': 'more.inside',
  '--dark': 'more.dark',
  '--frame': 'more.interval',
  '--flat-field': 'more.flat',
  '--blank': 'more.blank',
};

/** Messages about images name options of the command line; here they name fields of this room. */
export function useWordsOfPage(): (message: string) => string {
  const { i18n } = useTranslation('quantify');
  const t = i18n.getFixedT(i18n.language, 'quantify');
  return (message) =>
    message
      .replace(/^no image could be judged: /, '')
      .replace(/, such as --[\w-]+ \S+( um")?/g, '')
      .replace(/--[\w-]+/g, (option) => (places[option] ? `“${t(places[option])}”` : option));
}
