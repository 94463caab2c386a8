import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = { en: 'English', 'pt-BR': 'Português (Brasil)' } as const;
export type Language = keyof typeof languages;

const KEY = 'parley.language';

// A feature's texts stand beside it and are fetched with it; so are those of a part of ui/ with a folder of its own (ui/Composer).
const files = import.meta.glob<{ default: Record<string, unknown> }>([
  '../features/*/texts.*.json',
  '../app/texts.*.json',
  '../ui/texts.*.json',
  '../ui/*/texts.*.json',
]);

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const folder = namespace === 'app' || namespace === 'ui' || namespace.startsWith('ui/') ? namespace : `features/${namespace}`;
    const load = files[`../${folder}/texts.${language}.json`];
    if (!load) return done(new Error(`There are no texts ${language} for ${namespace}.`), null);
    load().then(
      (texts) => done(null, texts.default),
      (problem) => done(problem, null),
    );
  },
};

export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen && chosen in languages) return chosen as Language;
  return navigator.languages.some((language) => language.toLowerCase().startsWith('pt')) ? 'pt-BR' : 'en';
}

export function setLanguage(language: Language) {
  localStorage.setItem(KEY, language);
  return i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

export const i18nReady = i18next
  .use(backend)
  .use(initReactI18next)
  .init({
    lng: preferredLanguage(),
    fallbackLng: 'en',
    ns: ['app', 'ui'],
    defaultNS: 'app',
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
