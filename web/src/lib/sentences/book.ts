interface Texts {
  or: string;
  /** What went wrong in general, by the problem's slug. */
  problem: Readonly<Record<string, string>>;
  /** The server's sentences with <names> where something is put in, and what each is in this language. */
  sentence: Readonly<Record<string, string>>;
}

interface Phrase {
  pattern: RegExp;
  /** The names of what is put in, in the order of the sentence. */
  names: string[];
  text: string;
}

/** One state, or several with an or between them. */
type States = (text: string) => string;

/** What is put in under these names is said by the server as well; `rest` must be in the book, or nothing is said at all. */
const OURS = new Set(['rest', 'move', 'objection', 'problem', 'reason', 'role', 'own', 'what']);

const files = import.meta.glob<{ default: Texts }>('./texts.*.json');

/** The phrase book of a language; undefined when there is none.
 * @param stateOf The words for states, which stand in other texts. Asked for so that this file needs nothing that every page needs: the bundler
 * would part what they share. */
export async function bookOf(language: string, stateOf: (state: string) => string) {
  const load = files[`./texts.${language}.json`];
  if (!load) return undefined;
  const { or, problem, sentence } = (await load()).default;
  const phrases = phrasesOf(sentence);
  const states = (text: string) => text.split(' or ').map(stateOf).join(` ${or} `);
  return {
    language,
    kindOf: (type: string): string | undefined => problem[type],
    said: (text: string) => lookUp(text, phrases, states),
  };
}

/** What says most by itself comes first, so that a sentence of its own is found before one that is mostly put in. */
function phrasesOf(texts: Readonly<Record<string, string>>): Phrase[] {
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

/** @returns Undefined when no phrase fits. */
function lookUp(sentence: string, phrases: readonly Phrase[], states: States): string | undefined {
  for (const { pattern, names, text } of phrases) {
    const found = pattern.exec(sentence);
    const values = found && names.map((name, place) => put(name, found[place + 1] ?? '', phrases, states));
    if (values?.every((value) => value !== undefined))
      return text.replace(/<(\w+)>/g, (hole, name: string) => values[names.indexOf(name)] ?? hole);
  }
  return undefined;
}

/** What is put in: a phrase of the book itself, a word for a state, or something that is the same in every language. */
function put(name: string, value: string, phrases: readonly Phrase[], states: States): string | undefined {
  if (name.startsWith('state')) return states(value);
  const phrase = OURS.has(name) ? lookUp(value, phrases, states) : undefined;
  return phrase ?? (name === 'rest' ? undefined : value);
}
