import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { pseudoTexts } from '#shared/text/pseudo.ts';
import { type Language, type Messages, messages } from '#shared/text/translate.ts';
import { createFormat, type Format } from './format.ts';

interface Words {
  readonly language: Language;
  readonly messages: Messages;
  readonly format: Format;
}

/** Only a program that is not packaged opens the page so: English stands with accents, to find what is not translated. */
const isPseudo = () => new URLSearchParams(window.location.search).has('pseudo-locale');

function textsOf(language: Language): Messages {
  return language === 'en' && isPseudo() ? pseudoTexts(messages(language)) : messages(language);
}

const WordsContext = createContext<Words | null>(null);

export function WordsProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const words = useMemo(() => ({ language, messages: textsOf(language), format: createFormat(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('WordsProvider is missing');
  return words;
}

/** All texts of the language chosen: `useMessages().staff.title`. */
export const useMessages = (): Messages => useWords().messages;
/** Dates, numbers and masks in the language chosen. */
export const useFormat = (): Format => useWords().format;
export const useLanguage = (): Language => useWords().language;
