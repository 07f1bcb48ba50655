import { decode } from '../../dictionaries/reading/decode.ts';
import { unescapeXml } from '../../dictionaries/reading/xml.ts';
import { readZip } from '../../dictionaries/reading/zip.ts';

/** The text itself, and what stands above, below and beside it. */
const PARTS = /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;
const MARKUP = /<(?:[\w.-]+:)?(t|p|br|cr|tab|tc)(?=[\s/>])[^<>]*>([^<]*)/g;

/**
 * The text of a DOCX. The runs of a paragraph continue each other, so only what ends a word parts them.
 *
 * @throws DeskError KD-62xx when the archive is damaged, or unpacks to more than an honest one
 */
export function docxText(bytes: Buffer): string {
  return readZip(bytes, (name) => PARTS.test(name))
    .map((part) => textOfXml(decode(part.bytes)))
    .join('\n');
}

function textOfXml(xml: string): string {
  let text = '';
  for (const [, element, content = ''] of xml.matchAll(MARKUP)) text += element === 't' ? unescapeXml(content) : ' ';
  return text;
}
