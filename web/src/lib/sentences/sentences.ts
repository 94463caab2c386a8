import i18next from 'i18next';

/**
 * The server says its sentences in English, to whoever uses the API. For readers of another language there is a phrase book beside this file,
 * which is fetched when there is something to look up. A test of the server holds the two together.
 */
let latest: Awaited<ReturnType<typeof import('./book').bookOf>>;

export const isEnglish = () => !i18next.language || i18next.language.startsWith('en');
export const book = () => (latest?.language === i18next.language ? latest : undefined);

/** Fetches the reader's phrase book; without it the server's own words are shown. */
export async function openSentences(): Promise<void> {
  const { language } = i18next;
  if (isEnglish() || book()) return;
  latest = await import('./book').then(({ bookOf }) => bookOf(language, stateOf)).catch(() => undefined);
}

/** The server's sentence in the reader's language; undefined when the book does not have it. */
export function said(sentence: string): string | undefined {
  const words = isEnglish() || !sentence ? sentence : book()?.said(sentence);
  return words === undefined ? undefined : withDrivers(words);
}

/** The server names drivers as programs do; the word before the name is the same in every language so far. */
function withDrivers(sentence: string): string {
  return sentence.replace(/\bdriver (cloud|baileys|webjs|simulator)\b/g, (_, name: string) => `driver ${i18next.t(`ui:driver.${name}`)}`);
}

/** What went wrong in general, by the problem's slug; undefined where the server's own title says it. */
export function kindOf(type: string): string | undefined {
  return isEnglish() ? undefined : book()?.kindOf(type);
}

function stateOf(word: string): string {
  const key = `ui:state.${word.replaceAll(' ', '_')}`;
  return i18next.exists(key) ? i18next.t(key) : word;
}
