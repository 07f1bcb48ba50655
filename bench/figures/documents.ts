import { attachments } from '#shared/contract/attachments.ts';
import { foldedWords } from '#shared/text/fold.ts';
import { AttachmentStore } from '../../electron/core/attachments/store.ts';
import { AttachmentTextStore } from '../../electron/core/attachments/text-store.ts';
import type { Bench } from '../support/bench.ts';
import { type BenchDesk, clerkOf, openDesk } from '../support/desk.ts';
import { figure, inTurns, median, timed } from '../support/measure.ts';
import { storeOf } from '../support/stores.ts';

const DOCUMENTS = 50_000;
/** Words of a text that others lack, beside those that many have. */
const WORDS = 120;
const ROUNDS = 9;
/** Milliseconds, and times the bare query. */
const TARGET = { slowest: 200, ratio: 40 };
/** A number, a day, a rare word, one of a tenth, a person with a word of the text, a word that every file has. */
const TYPED = ['147-к', '12.03.2024', 'слово7770', 'надбавка', 'отпуск приказ', 'иванова приказ', 'приказ'];

/** What is typed into the register of 50,000 documents, each with a text, against the bare full-text query. */
export async function measure(bench: Bench): Promise<void> {
  const desk = openDesk(await storeOf(bench, bench.people));
  const clerk = clerkOf(desk);
  bench.note(`filed ${DOCUMENTS} documents in ${Math.round(await timed(() => file(desk)))} ms`);
  const bare = desk.db.prepare('SELECT rowid FROM attachment_text_search WHERE attachment_text_search MATCH ?').pluck();
  const find = (text: string) =>
    desk.handlers.attachments.list(attachments.list.input.parse({ text, limit: 100 }), clerk);
  for (const text of TYPED) bench.note(`${text}: ${(await find(text)).total}`);
  const times = await inTurns(ROUNDS, {
    floor: () =>
      timed(() =>
        TYPED.map((text) =>
          bare.all(
            foldedWords(text)
              .map((word) => `"${word}"*`)
              .join(' AND '),
          ),
        ),
      ),
    all: () =>
      timed(async () => {
        for (const text of TYPED) await find(text);
      }),
  });
  const each = await inTurns(ROUNDS, Object.fromEntries(TYPED.map((text) => [text, () => timed(() => find(text))])));
  desk.db.close();
  const slowest = Math.max(...TYPED.map((text) => median(each[text] ?? [])));
  const mean = (values: readonly number[]): number => median(values) / TYPED.length;
  bench.report(figure('search of 50,000 documents, the slowest', slowest, null, TARGET.slowest));
  bench.report(figure('search of 50,000 documents', mean(times.all), mean(times.floor), TARGET.ratio));
}

/** A file for every person in turn; its bytes are as good as none, since only its words are asked for. */
function file({ db, clock }: BenchDesk): void {
  const store = new AttachmentStore(db);
  const texts = new AttachmentTextStore(db);
  const people = db.prepare('SELECT id FROM person').pluck().all() as string[];
  const facts = { version: 1, type: 'docx', pages: null, coarse: false, bytes: 1, addedBy: 'К' } as const;
  db.transaction(() => {
    for (let at = 0; at < DOCUMENTS; at++) {
      const id = `file-${at}`;
      const sha256 = `content-${at}`;
      store.putContent(sha256, Uint8Array.of(at % 256));
      store.insert(id, { kind: 'person', id: people[at % people.length] ?? '' }, 'order');
      store.insertVersion(id, { ...facts, fileName: `Приказ ${at}.docx`, sha256, addedAt: clock.now() });
      texts.put(sha256, textOf(at));
    }
  })();
}

/** Words that few, many and all files have, the same in every run. */
function textOf(at: number): string {
  const words = new Set(['приказ', `${at % 1000} к`, `12 03 ${2000 + (at % 25)}`]);
  for (let nth = 0; nth < WORDS; nth++) words.add(`слово${1000 + ((at * 31 + nth * nth * 7) % 20_000)}`);
  if (at % 50 === 0) words.add('надбавка');
  if (at % 10 === 0) words.add('отпуск');
  return [...words].join(' ');
}
