import { openTestDesk } from '../test-books.ts';

/** A program of its own that imports a file and tells how far it is, so that it can be killed in the midst of it. */
const [path = '', key = '', file = ''] = process.argv.slice(2);
const desk = openTestDesk({ path, key: Buffer.from(key, 'hex'), host: { openFile: async () => file } });
const { imports } = desk.handlers;
const source = await imports.choose({}, desk.editor);
if (source === null) throw new Error('Nothing chosen');
const { importId, columns } = source;
await imports.preview({ importId, columns: columns.map(({ field }) => field) }, desk.editor);
await imports.apply({ importId }, { ...desk.editor, progress: (done) => process.send?.(done) });
