import type { TFunction } from 'i18next';

/** The name, or a word for whoever has none. Braces of placeholders are no braces of the texts' own, so they are put in from here. */
const nameChip = (t: TFunction<'campaigns'>) => `{{name|${t('there')}}}`;

/** What a new campaign says until somebody writes its text: the server takes none without. */
export const starterText = (t: TFunction<'campaigns'>) => t('starter', { name: nameChip(t) });
