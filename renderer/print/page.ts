import type { PrintModel } from '#shared/contract/host.ts';
import { messages } from '#shared/text/translate.ts';

type Child = Node | string;

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** The whole document: head, table, signature lines. Values are set as text, never as markup. */
export function pageOf(model: PrintModel): DocumentFragment {
  const page = document.createDocumentFragment();
  const { letter } = model;
  if (letter === undefined) page.append(headOf(model), tableOf(model));
  else page.append(letterHeadOf(model, letter), ...letterBodyOf(model, letter));
  if (model.signers.length > 0) page.append(signaturesOf(model));
  if (letter !== undefined && model.madeBy !== '') {
    const texts = messages(model.language).main.print;
    page.append(element('p', 'made', `${texts.madeBy}: ${model.madeBy}, ${model.madeAt}`));
  }
  return page;
}

type Letter = NonNullable<PrintModel['letter']>;

function letterHeadOf(model: PrintModel, { to, mark, number }: Letter): HTMLElement {
  const head = element('header', 'letter');
  if (model.organisation !== '') head.append(element('p', 'organisation', model.organisation));
  if (to.length > 0) head.append(element('div', 'to', ...to.map((line) => element('p', '', line))));
  if (mark !== null) head.append(element('p', 'mark', mark));
  head.append(element('h1', '', model.title));
  if (number !== null) head.append(element('p', 'number', number));
  return head;
}

function letterBodyOf(model: PrintModel, { before, after }: Letter): HTMLElement[] {
  const prose = (text: string) => element('p', 'prose', text);
  return [...before.map(prose), ...(model.columns.length === 0 ? [] : [tableOf(model)]), ...after.map(prose)];
}

function headOf(model: PrintModel): HTMLElement {
  const texts = messages(model.language).main.print;
  const facts = [
    ...model.parameters,
    { name: texts.madeAt, value: model.madeAt },
    ...(model.madeBy === '' ? [] : [{ name: texts.madeBy, value: model.madeBy }]),
  ];
  const list = element('dl', 'facts');
  for (const { name, value } of facts) {
    list.append(element('div', '', element('dt', '', `${name}:`), element('dd', '', value)));
  }
  return element('header', '', element('p', 'organisation', model.organisation), element('h1', '', model.title), list);
}

function tableOf(model: PrintModel): HTMLElement {
  const texts = messages(model.language).main.print;
  const whole = model.columns.reduce((sum, column) => sum + column.width + PADDING, 0);
  const widths = element('colgroup', '');
  const titles = element('tr', '');
  for (const column of model.columns) {
    const width = element('col', '');
    width.style.width = `${((column.width + PADDING) / whole) * 100}%`;
    widths.append(width);
    const title = element('th', '', column.title);
    title.scope = 'col';
    titles.append(title);
  }
  const body = element('tbody', '');
  for (const row of model.rows) body.append(rowOf(model, row));
  if (model.rows.length === 0) body.append(spanning(model, 'empty', texts.empty));
  const table = element('table', '', widths, element('thead', '', titles), body);
  table.style.fontSize = `${sizeFor(whole, model.landscape)}pt`;
  return table;
}

/** What the edges of a cell take, in characters. */
const PADDING = 1.5;
/** Of a digit of PT Sans, as a share of the size of the font. */
const CHARACTER = 0.53;
/** Points of an A4 page between its margins. */
const PRINTABLE = { portrait: 527, landscape: 774 } as const;
const SIZE = { largest: 9, smallest: 6 } as const;

/** As large as lets every column show its usual widest value in one line, in points. */
function sizeFor(characters: number, landscape: boolean): number {
  const room = landscape ? PRINTABLE.landscape : PRINTABLE.portrait;
  return Math.min(SIZE.largest, Math.max(SIZE.smallest, room / (characters * CHARACTER)));
}

function rowOf(model: PrintModel, row: PrintModel['rows'][number]): HTMLElement {
  if (row.style === 'heading') return spanning(model, 'heading', row.cells.filter((cell) => cell !== '').join(' · '));
  const cells = row.cells.map((cell, index) => element('td', model.columns[index]?.align ?? 'start', cell));
  return element('tr', row.style, ...cells);
}

function spanning(model: PrintModel, style: string, text: string): HTMLElement {
  const cell = element('td', 'start', text);
  cell.colSpan = model.columns.length;
  return element('tr', style, cell);
}

function signaturesOf(model: PrintModel): HTMLElement {
  const texts = messages(model.language).main.print;
  const lines = model.signers.map((signer) =>
    element(
      'div',
      'signature',
      element('span', 'signer', signer),
      element('span', 'line', element('small', '', texts.signature)),
      element('span', 'line', element('small', '', texts.signerName)),
    ),
  );
  return element('footer', '', ...lines);
}
