/** Why the world did not do what it was asked for; the control API answers with it. */
export class Refusal extends Error {
  constructor(
    readonly slug: 'not-found' | 'illegal-state' | 'validation' | 'unprocessable',
    sentence: string,
  ) {
    super(sentence);
  }
}
