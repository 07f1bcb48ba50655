import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DictionaryPreview } from '#shared/contract/dictionaries.ts';
import { fieldLabel } from '#shared/text/translate.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { DataTable } from '../../ui/data-table.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  counts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXL, margin: 0 },
  count: { display: 'flex', flexDirection: 'column-reverse' },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, fontSize: tokens.fontSizeBase500, fontVariantNumeric: 'tabular-nums' },
  table: { display: 'flex', maxHeight: '200px', minHeight: 0 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

const COUNTS = ['rows', 'added', 'changed', 'closed', 'missing'] as const;

interface PreviewFactsProps {
  readonly preview: DictionaryPreview;
  /** As it stands in the field. */
  readonly version: string;
  /** Below the broken codes: the records that have them. */
  readonly children?: ReactNode;
}

/** New, changed and closed rows, remarks on lines, and the codes of our records that would no longer be good. */
export function PreviewFacts({ preview, version, children }: PreviewFactsProps) {
  const styles = useStyles();
  const texts = useMessages();
  const words = texts.dictionaries.preview;
  const format = useFormat();
  const { inUse, broken, problems, problemCount, sample } = preview;
  return (
    <div className={styles.root}>
      <dl className={styles.counts} aria-label={words.counts}>
        {COUNTS.map((count) => (
          <div key={count} className={styles.count}>
            <dt className={styles.term}>{words[count]}</dt>
            <dd className={styles.value}>{format.number(preview[count])}</dd>
          </div>
        ))}
      </dl>
      <Text>{inUse === null ? words.firstLoad : inUse === version ? words.sameVersion : words.compared(inUse)}</Text>
      {problemCount > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{words.problems(problemCount)}</MessageBarTitle>
            <ul className={styles.list}>
              {problems.slice(0, 5).map(({ line, kind, code }) => (
                <li key={`${line} ${kind}`}>{`${words.line(line, code)}: ${words.problem[kind]}`}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      {broken.length === 0 ? (
        inUse !== null && preview.rows > 0 && <Text>{words.brokenNone}</Text>
      ) : (
        <>
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{words.brokenTitle(broken.length)}</MessageBarBody>
          </MessageBar>
          <div className={styles.table}>
            <DataTable
              label={words.brokenTable}
              columns={[
                { key: 'field', title: words.brokenColumns.field },
                { key: 'code', title: words.brokenColumns.code },
                { key: 'name', title: words.brokenColumns.name, wrap: true },
                { key: 'reason', title: words.brokenColumns.reason },
                { key: 'records', title: words.brokenColumns.records, align: 'end' },
              ]}
              rows={broken.map(({ kind, field, code, name, reason, closedOn, records }) => ({
                key: `${kind}.${field} ${code}`,
                cells: [
                  fieldLabel(texts, `${kind}.${field}`),
                  code,
                  name,
                  [words.reason[reason], format.date(closedOn)].join(' ').trim(),
                  format.number(records),
                ],
              }))}
            />
          </div>
          {children}
        </>
      )}
      {sample.length > 0 && (
        <div className={styles.table}>
          <DataTable
            label={words.sample}
            columns={[
              { key: 'code', title: words.roles.code },
              { key: 'name', title: words.roles.name, wrap: true },
              { key: 'closedOn', title: words.roles.closedOn },
            ]}
            rows={sample.map(({ code, name, closedOn }) => ({
              key: code,
              cells: [code, name, format.date(closedOn)],
            }))}
          />
        </div>
      )}
    </div>
  );
}
