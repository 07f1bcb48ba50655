import { expect, it } from 'vitest';
import { formatHtmlTable } from './html-table.ts';

it('says which cells are days, numbers and text, and hides no sign of theirs', () => {
  const html = formatHtmlTable([
    [
      { type: 'date', value: '2026-11-21', text: '21.11.2026' },
      { type: 'rate', value: 25, text: '0,25' },
      { type: 'number', value: 36, text: '36' },
      { type: 'text', value: '00012', text: '00012' },
    ],
    [{ type: 'text', value: 'a', text: '<b> & "c"\r\nd' }],
    [{ type: 'date', value: '31.02', text: '31.02' }],
  ]);
  expect(html).toContain('<td sdval="46347" sdnum="1033;1049;DD.MM.YYYY">21.11.2026</td>');
  expect(html).toContain('<td sdval="0.25" sdnum="1033;1049;0,00">0,25</td>');
  expect(html).toContain('<td sdval="36" sdnum="1033;1049;0">36</td>');
  expect(html).toContain(`<td style="mso-number-format:'\\@'" sdnum="1033;1049;@">00012</td>`);
  expect(html).toContain('&lt;b&gt; &amp; "c"<br>d</td></tr><tr><td style');
  expect(html.match(/<tr>/g)).toHaveLength(3);
});
