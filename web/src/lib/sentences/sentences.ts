import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

/**
 * The server says its sentences in English, to whoever uses the API. For readers of another language there is a phrase book beside this file:
 * the server's sentences with <names> where something is put in, and what each is in that language. A test of the server holds the two
 * together. The book is fetched when there is something to look up.
 */
const NAMESPACE = 'lib/sentences';

interface Phrase {
  pattern: RegExp;
  /** The names of what is put in, in the order of the sentence. */
  names: string[];
  text: string;
}

/** What is put in under these names is said by the server as well; `rest` must be in the book, or nothing is said at all. */
const OURS = new Set(['rest', 'move', 'objection', 'problem', 'reason', 'role', 'own', 'what']);

const books = new Map<string, Phrase[]>();

/** Fetches the reader's phrase book; without it the server's own words are shown. */
export async function openSentences(): Promise<void> {
  if (i18next.isInitialized) await i18next.loadNamespaces(NAMESPACE).catch(() => {});
}

/** The server's sentence in the reader's language; undefined when the book does not have it. */
export function said(sentence: string): string | undefined {
  if (!sentence || !i18next.language || i18next.language.startsWith('en')) return sentence;
  return lookUp(sentence, book(i18next.language));
}

/** What went wrong in general, by the problem's slug. */
export function kindOf(type: string): string | undefined {
  const key = `${NAMESPACE}:problem.${type}`;
  return i18next.exists(key) ? i18next.t(key) : undefined;
}

/** Puts what the server stored in its own words into the reader's language; what the book does not have stays as it is. */
export function useSaid(): (sentence: string) => string {
  useTranslation(NAMESPACE, { useSuspense: false });
  return (sentence) => said(sentence) ?? sentence;
}

/** @returns Undefined when no phrase fits. */
export function lookUp(sentence: string, phrases: readonly Phrase[]): string | undefined {
  for (const { pattern, names, text } of phrases) {
    const found = pattern.exec(sentence);
    const values = found && names.map((name, place) => put(name, found[place + 1] ?? '', phrases));
    if (values?.every((value) => value !== undefined))
      return text.replace(/<(\w+)>/g, (hole, name: string) => values[names.indexOf(name)] ?? hole);
  }
  return undefined;
}

/** What says most by itself comes first, so that a sentence of its own is found before one that is mostly put in. */
export function phrasesOf(texts: Readonly<Record<string, string>>): Phrase[] {
  return Object.entries(texts)
    .map(([english, text]) => {
      const parts = english.split(/<(\w+)>/);
      const fixed = parts.filter((_, place) => place % 2 === 0);
      return {
        pattern: new RegExp(`^${fixed.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`, 's'),
        names: parts.filter((_, place) => place % 2 === 1),
        text,
        length: fixed.join('').length,
      };
    })
    .sort((one, other) => other.length - one.length);
}

/** What is put in: a phrase of the book itself, a word for a state, or something that is the same in every language. */
function put(name: string, value: string, phrases: readonly Phrase[]): string | undefined {
  if (name.startsWith('state'))
    return value
      .split(' or ')
      .map(stateOf)
      .join(` ${i18next.t(`${NAMESPACE}:or`)} `);
  const phrase = OURS.has(name) ? lookUp(value, phrases) : undefined;
  return phrase ?? (name === 'rest' ? undefined : value);
}

function stateOf(word: string): string {
  const key = `ui:state.${word.replaceAll(' ', '_')}`;
  return i18next.exists(key) ? i18next.t(key) : word;
}

function book(language: string): Phrase[] {
  const open = books.get(language);
  if (open) return open;
  const texts = (i18next.getResourceBundle(language, NAMESPACE) as { sentence?: Record<string, string> } | undefined)?.sentence;
  if (!texts) return [];
  const phrases = phrasesOf(texts);
  books.set(language, phrases);
  return phrases;
}
