import i18next from 'i18next';
import { useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { book, isEnglish, openSentences, said } from './sentences';

/** Puts what the server stored in its own words into the reader's language; what the book does not have stays as it is. */
export function useSaid(): (sentence: string) => string {
  useTranslation();
  const [, drawAnew] = useReducer((times: number) => times + 1, 0);
  const asked = useRef(false);
  const tried = useRef('');
  useEffect(() => {
    if (!asked.current || isEnglish() || book() || tried.current === i18next.language) return;
    tried.current = i18next.language; // a book that cannot be fetched is not asked for at each drawing
    void openSentences().then(drawAnew);
  });
  return (sentence) => {
    asked.current = true;
    return said(sentence) ?? sentence;
  };
}
