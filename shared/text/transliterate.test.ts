import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLetters, soundKey, spelledBeginning } from './transliterate.ts';

describe('spellings with Latin letters', () => {
  it.each([
    ['иванов', ['ivanov']],
    ['юрьев', ['yuryev', 'iurev', 'jurjev', 'yurev']],
    ['юрий', ['yuriy', 'yury', 'yuri', 'iurii', 'jurij']],
    ['мария', ['maria', 'mariya', 'mariia']],
    ['щербаков', ['shcherbakov', 'scherbakov']],
    ['хохлов', ['khokhlov', 'hohlov']],
    ['жуков', ['zhukov']],
    ['чайковский', ['chaikovsky', 'chaykovskiy', 'tchaikovsky']],
    ['цветкова', ['tsvetkova']],
    ['алексей', ['alexey', 'aleksei', 'aleksey']],
    ['ольга', ['olga']],
    ['виктор', ['viktor', 'victor']],
    ['семенов', ['semenov', 'semyonov']],
    ['крылов', ['krylov']],
  ])('%s is written %j', (word, spellings) => {
    for (const spelling of spellings) expect(soundKey(spelling), spelling).toBe(soundKey(word));
  });

  it('keeps different names apart', () => {
    const keys = ['иванов', 'ивлев', 'петров', 'попов', 'сидоров', 'семенов', 'шишкин', 'щукин'].map(soundKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('covers the beginning that was typed', () => {
    expect(spelledBeginning('ольга', 'olg')).toBe('ольг');
    expect(spelledBeginning('юрьевич', soundKey('yur'))).toBe('юр');
    expect(spelledBeginning('щербаков', soundKey('sh'))).toBe('щ');
    expect(spelledBeginning('петров', 'iv')).toBeNull();
  });

  it('a beginning is always covered by a part of the word, whose first letter is among those expected', () => {
    const word = fc.stringMatching(/^[абвгдеиклмнопрстухцчшю]{2,12}$/);
    fc.assert(
      fc.property(word, fc.nat(11), (whole, at) => {
        const key = soundKey(whole.slice(0, 1 + (at % whole.length)));
        // «тч» and the like, which no word begins with, sound as one letter.
        fc.pre(key.startsWith(soundKey(whole.slice(0, 1))));
        const part = spelledBeginning(whole, key);
        if (part === null) return;
        expect(whole.startsWith(part)).toBe(true);
        expect(firstLetters(key)).toContain(whole[0]);
      }),
    );
  });
});
