/** The words of a message's parts as one text, each once. */
export function linesOf(words: unknown[]): string {
  const said = words.filter((word): word is string => typeof word === 'string').map((word) => word.trim());
  return [...new Set(said)].filter(Boolean).join('\n');
}
