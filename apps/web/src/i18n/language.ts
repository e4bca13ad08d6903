import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { byNamespace } from './namespaces.js';

/** Languages of the laboratory, by the code that a page declares. */
export const languages = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Language = keyof typeof languages;

/** Texts by namespace: the name of their file. English is there at once, others when somebody asks for them. */
const texts: Readonly<Record<Language, () => Promise<Resource[string]>>> = {
  en: async () => byNamespace(import.meta.glob('./en/*.json', { eager: true, import: 'default' })),
  'zh-CN': async () => (await import('./chinese.js')).chinese,
};

const kept = 'invadolab.language';

/** Starts with what was chosen before, else with what the browser prefers. */
export async function startLanguage(): Promise<void> {
  const chosen = localStorage.getItem(kept);
  const preferred = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
  const language = chosen !== null && chosen in languages ? (chosen as Language) : preferred;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: await texts.en(), ...(language !== 'en' && { [language]: await texts[language]() }) },
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  // A page that embeds the laboratory may choose the language for it.
  addEventListener('invadolab:language', ({ detail }: CustomEventInit) => {
    if (typeof detail === 'string' && detail in languages) speak(detail as Language);
  });
}

/** Changes the language of the page and remembers it. */
export async function speak(language: Language): Promise<void> {
  const found = await texts[language]();
  for (const [namespace, content] of Object.entries(found)) i18next.addResourceBundle(language, namespace, content);
  localStorage.setItem(kept, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
