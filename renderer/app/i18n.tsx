import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { type Language, type Messages, messages } from '#shared/text/translate.ts';
import { createFormat, type Format } from './format.ts';

interface Words {
  readonly language: Language;
  readonly messages: Messages;
  readonly format: Format;
}

const WordsContext = createContext<Words | null>(null);

export function WordsProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const words = useMemo(() => ({ language, messages: messages(language), format: createFormat(language) }), [language]);
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
