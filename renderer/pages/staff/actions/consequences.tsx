import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import type { DismissalPreview } from '#shared/contract/staff-dismissal.ts';
import type { Leave } from '#shared/domain/entities.ts';
import { addDays } from '#shared/rules/dates.ts';
import type { Format } from '../../../app/format.ts';
import { useFormat, useMessages } from '../../../app/i18n.tsx';
import { useNotify } from '../../../app/notify.tsx';
import { type Codes, useCodes } from '../../../grid/use-codes.ts';
import { placeOf } from './work-choice.tsx';

type Messages = ReturnType<typeof useMessages>;

const useStyles = makeStyles({
  block: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  title: { margin: 0 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
});

interface ConsequencesProps {
  readonly preview: DismissalPreview;
  /** The last day at work. */
  readonly endDate: string;
}

/** What a dismissal does by itself, and what people have to do; both can be copied. */
export function Consequences({ preview, endDate }: ConsequencesProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const codes = useCodes();
  const notify = useNotify();
  const words = texts.actions.dismissDialog;
  const happens = happening(preview, endDate, texts, format, codes);
  const toDo = preview.tasks.map(({ kind, name }) => words.task[kind](name));
  const copy = () => {
    const text = [words.consequences, ...happens, '', words.toDo, ...toDo].join('\n');
    void navigator.clipboard.writeText(text).then(() => notify.done(words.copied));
  };
  return (
    <section className={styles.block} aria-label={words.consequences}>
      <div className={styles.head}>
        <Subtitle2 as="h3" className={styles.title}>
          {words.consequences}
        </Subtitle2>
        <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={copy}>
          {words.copy}
        </Button>
      </div>
      <Lines lines={happens} />
      <Subtitle2 as="h3" className={styles.title}>
        {words.toDo}
      </Subtitle2>
      {toDo.length === 0 ? <div>{words.nothingToDo}</div> : <Lines lines={toDo} />}
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function happening(
  { employment, leaves }: DismissalPreview,
  endDate: string,
  texts: Messages,
  format: Format,
  codes: Codes,
): string[] {
  const words = texts.actions.dismissDialog;
  const day = format.date(endDate);
  const free = format.date(addDays(endDate, 1));
  return [
    words.closed(day),
    ...(employment.rate === null ? [] : [words.freed(format.rate(employment.rate), placeOf(employment, codes), free)]),
    ...leaves.map((leave) =>
      leave.beginDate !== null && leave.beginDate > endDate
        ? words.leaveFalls(leaveText(leave, texts, format))
        : words.leaveEnds(leaveText(leave, texts, format), day),
    ),
  ];
}

/** «Длительный отпуск, с 01.11.2026». */
export function leaveText({ leaveReason, beginDate, endDate }: Leave, texts: Messages, format: Format): string {
  const reasons: Readonly<Record<string, string>> = texts.states.leaveReason;
  const reason = reasons[leaveReason ?? ''] ?? texts.states.entity.leave;
  return texts.actions.comeBackDialog.since(reason, format.date(beginDate), format.date(endDate));
}
