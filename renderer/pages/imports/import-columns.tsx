import { Button, makeStyles, Radio, RadioGroup, Select, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import {
  IMPORT_FIELDS_OF,
  IMPORT_TARGETS,
  type ImportField,
  type ImportSource,
  type ImportTarget,
} from '#shared/contract/imports.ts';
import { fieldLabel, type Messages } from '#shared/text/translate.ts';
import { useMessages } from '../../app/i18n.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { CommandBar } from '../../ui/page.tsx';
import { ChooseFileButton } from './imports-page.tsx';
import type { ImportDesk } from './use-import.ts';

const useStyles = makeStyles({
  hint: {
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    color: tokens.colorNeutralForeground2,
    flexShrink: 0,
  },
  target: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    flexShrink: 0,
  },
  select: { minWidth: '280px' },
});

/** The catalogue's word for what a column may mean. */
export function importFieldLabel(texts: Messages, field: ImportField): string {
  return texts.imports.specialFields[field] ?? fieldLabel(texts, field);
}

interface ImportColumnsProps {
  readonly desk: ImportDesk;
  readonly source: ImportSource;
}

/** Every column of the file with a few of its values, and what it is. */
export function ImportColumns({ desk, source }: ImportColumnsProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { imports } = texts;
  const targetId = useId();
  const { columns, comparing, isBusy: busy, setColumn } = desk;
  const titleOf = (title: string, at: number) => (title === '' ? imports.untitled(at + 1) : title);
  return (
    <>
      <CommandBar label={imports.steps.columns}>
        <Button
          appearance="primary"
          size="small"
          disabled={busy}
          onClick={() => comparing.start({ importId: source.importId, columns: [...columns] })}
        >
          {imports.toPreview}
        </Button>
        <ChooseFileButton desk={desk} label={imports.anotherFile} size="small" />
      </CommandBar>
      <div className={styles.target}>
        <Text id={targetId}>{imports.target}</Text>
        <RadioGroup
          layout="horizontal"
          aria-labelledby={targetId}
          value={source.target}
          disabled={busy}
          onChange={(_event, data) => desk.setTarget(data.value as ImportTarget)}
        >
          {IMPORT_TARGETS.map((target) => (
            <Radio key={target} value={target} label={imports.targets[target]} />
          ))}
        </RadioGroup>
      </div>
      <Text className={styles.hint}>
        {imports.headerRow(source.headerRow)} {source.remembered ? imports.remembered : imports.guessed}
      </Text>
      <DataTable
        label={imports.columnsTable}
        columns={[
          { key: 'title', title: imports.columns.title },
          { key: 'samples', title: imports.columns.samples, wrap: true },
          { key: 'field', title: imports.columns.field },
        ]}
        rows={source.columns.map(({ title, samples }, at) => ({
          key: `${at} ${title}`,
          cells: [
            titleOf(title, at),
            samples.join(' · '),
            <Select
              key="field"
              size="small"
              className={styles.select}
              aria-label={imports.fieldOf(titleOf(title, at))}
              value={columns[at] ?? ''}
              disabled={busy}
              onChange={(_event, data) => setColumn(at, data.value === '' ? null : (data.value as ImportField))}
            >
              <option value="">{imports.ignore}</option>
              {IMPORT_FIELDS_OF[source.target].map((field) => (
                <option key={field} value={field}>
                  {importFieldLabel(texts, field)}
                </option>
              ))}
            </Select>,
          ],
        }))}
      />
    </>
  );
}
