import { foldedWords } from '#shared/text/fold.ts';
import { docxText } from './docx-text.ts';
import { pdfText } from './pdf-text.ts';
import type { TextType } from './type.ts';

/** Different words of one file, and letters of one word; what goes beyond is not searched. */
const WORDS_AT_MOST = 50_000;
const LETTERS_AT_MOST = 64;

/** The different words of a file, as search compares them. @throws whatever a reader stumbles over */
export async function wordsOf(bytes: Buffer, type: TextType): Promise<string> {
  const text = type === 'pdf' ? await pdfText(bytes) : docxText(bytes);
  const words = new Set(foldedWords(text).filter(({ length }) => length <= LETTERS_AT_MOST));
  return [...words].slice(0, WORDS_AT_MOST).join(' ');
}
