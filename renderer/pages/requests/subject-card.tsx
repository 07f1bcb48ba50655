import { Button, Card, makeStyles, Subtitle2, Text, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowHookUpLeftRegular, ArrowUndoRegular, ErrorCircleFilled, WarningFilled } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Attachment } from '#shared/contract/attachments.ts';
import type { EntityDifference, SubjectDifference } from '#shared/contract/changes.ts';
import { ENTITY_KINDS } from '#shared/domain/entities.ts';
import { fieldDefinition, fieldNames } from '#shared/domain/fields.ts';
import { failureSentence, fieldLabel } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { AttachedFiles } from '../../attachments/attached-files.tsx';
import { usePersonNames } from '../../forms/person-names.ts';
import { showValue } from '../../grid/cell-text.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import { ChangedValue } from './changed-value.tsx';

const useStyles = makeStyles({
  card: {
    flexShrink: 0,
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 180px',
    padding: tokens.spacingHorizontalM,
    gap: tokens.spacingVerticalS,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  title: { margin: 0, flexGrow: 1 },
  issues: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gap: tokens.spacingVerticalXXS },
  issue: { display: 'flex', gap: tokens.spacingHorizontalXS, alignItems: 'start' },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  icon: { fontSize: '16px', flexShrink: 0, marginTop: '2px' },
  kind: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  table: { borderCollapse: 'collapse', width: '100%', tableLayout: 'fixed' },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    fontWeight: tokens.fontWeightRegular,
  },
  headCell: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  field: { width: '28%' },
  action: { width: '40px' },
});

interface SubjectCardProps {
  readonly requestId: string;
  readonly subject: SubjectDifference;
  /** Of the request. */
  readonly attachments: readonly Attachment[];
  readonly codes: Codes;
  readonly mayRevert: boolean;
  readonly onReturn: (() => void) | null;
}

/** Everything the request changes about one person or division: one card, one decision. */
export function SubjectCard({ requestId, subject, attachments, codes, mayRevert, onReturn }: SubjectCardProps) {
  const styles = useStyles();
  const texts = useMessages();
  const { go } = useNavigation();
  const { requests } = texts;
  const ofStaffing = subject.subjectKind === 'staffingDocument';
  const title = ofStaffing ? `${texts.states.entity.staffingDocument} ${subject.title}` : subject.title;
  const [shown, setShown] = useState(SHOWN);
  const entities = inOrder(subject.entities);
  const errors = subject.issues.filter(({ severity }) => severity === 'error').length;
  const issues = subject.issues.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return (
    <Card className={styles.card} role="group" aria-label={title}>
      <div className={styles.head}>
        <Subtitle2 as="h4" className={styles.title}>
          {title}
        </Subtitle2>
        {subject.issues.length > 0 && (
          <StatusChip
            tone={errors > 0 ? 'refused' : 'action'}
            label={requests.issues(errors, subject.issues.length - errors)}
          />
        )}
        {subject.subjectKind === 'person' && (
          <Button size="small" appearance="subtle" onClick={() => go('staff', { personId: subject.subjectId })}>
            {requests.openCard}
          </Button>
        )}
        {subject.subjectKind === 'organisation' && (
          <Button size="small" appearance="subtle" onClick={() => go('organisation')}>
            {requests.openCard}
          </Button>
        )}
        {subject.subjectKind === 'division' && (
          <Button size="small" appearance="subtle" onClick={() => go('divisions', { divisionId: subject.subjectId })}>
            {requests.openDivision}
          </Button>
        )}
        {ofStaffing && (
          <Button size="small" appearance="subtle" onClick={() => go('staffing', { documentId: subject.subjectId })}>
            {requests.openStaffing}
          </Button>
        )}
        {onReturn !== null && (
          <Button
            size="small"
            icon={<ArrowHookUpLeftRegular />}
            aria-label={requests.returnOne(title)}
            onClick={onReturn}
          >
            {requests.returnAll}
          </Button>
        )}
      </div>
      {issues.length > 0 && (
        <ul className={styles.issues}>
          {issues.map((issue) => (
            <li
              key={`${issue.id} ${issue.field} ${issue.code}`}
              className={`${styles.issue} ${issue.severity === 'error' ? styles.error : styles.warning}`}
            >
              <span className={styles.icon} aria-hidden>
                {issue.severity === 'error' ? <ErrorCircleFilled /> : <WarningFilled />}
              </span>
              <span>
                {`${fieldLabel(texts, `${issue.kind}.${issue.field}`)}: ${failureSentence(texts, {
                  code: issue.code,
                  field: `${issue.kind}.${issue.field}`,
                  ...(issue.params && { params: issue.params }),
                })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {entities.slice(0, shown).map((entity) => (
        <div key={entity.id}>
          <EntityTable requestId={requestId} entity={entity} codes={codes} mayRevert={mayRevert} />
          <AttachedFiles
            title={texts.states.entity[entity.kind]}
            attachments={attachments.filter(({ owner }) => owner.id === entity.id)}
          />
        </div>
      ))}
      {entities.length > shown && (
        <Button onClick={() => setShown(shown + SHOWN)}>
          {requests.showMore(Math.min(SHOWN, entities.length - shown))}
        </Button>
      )}
    </Card>
  );
}

/** The person first, then what belongs to them. */
function inOrder(entities: SubjectDifference['entities']): SubjectDifference['entities'] {
  return entities.toSorted((a, b) => ENTITY_KINDS.indexOf(a.kind) - ENTITY_KINDS.indexOf(b.kind));
}

/** References that only say where a new record belongs; the card says it already. */
const OWNERS = new Set(['personId', 'organisationId', 'employmentId', 'documentId']);
/** A staffing table may bring thousands of posts. */
const SHOWN = 30;

interface EntityTableProps {
  readonly requestId: string;
  readonly entity: z.infer<typeof EntityDifference>;
  readonly codes: Codes;
  readonly mayRevert: boolean;
}

function EntityTable({ requestId, entity, codes, mayRevert }: EntityTableProps) {
  const styles = useStyles();
  const texts = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const { requests, states } = texts;
  const { kind, id } = entity;
  const revert = useMutation({
    mutationFn: (field: string) =>
      trackSaving(call(api().changes.revert({ requestId, fields: [{ kind, id, field }] }))),
    onError: (error) => notify.failed(error),
  });
  const placeName = [
    codes('staffingPosition', 'divisionId')?.byCode.get(entity.place?.divisionId ?? '')?.name,
    codes('staffingPosition', 'postCode')?.byCode.get(entity.place?.postCode ?? '')?.name,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
  const people = usePersonNames(entity.fields);
  const created = entity.operation === 'create';
  const deleted = entity.operation === 'delete';
  const order = fieldNames(kind);
  const fields = entity.fields
    .filter(({ field, to }) => !OWNERS.has(field) && !(created && (to === null || to === '')))
    .toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return (
    <div>
      <div className={styles.kind}>
        <Text weight="semibold">{[states.entity[kind], placeName].filter((part) => part !== '').join(': ')}</Text>
        {created && <StatusChip tone="info" label={requests.newEntity} />}
        {deleted && <StatusChip tone="refused" label={requests.removedEntity} />}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={`${styles.cell} ${styles.headCell} ${styles.field}`}>
              {requests.field}
            </th>
            {!created && (
              <th scope="col" className={`${styles.cell} ${styles.headCell}`}>
                {requests.was}
              </th>
            )}
            <th scope="col" className={`${styles.cell} ${styles.headCell}`}>
              {requests.becomes}
            </th>
            {mayRevert && !created && <td className={`${styles.cell} ${styles.action}`} />}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, from, to }) => {
            const label = fieldLabel(texts, `${kind}.${field}`);
            const type = fieldDefinition(kind, field)?.type ?? 'text';
            const show = (value: typeof from) =>
              people.get(value) ?? showValue(type, value, format, codes(kind, field));
            const values = { from: show(from), to: show(to), whole: type !== 'text' && type !== 'snils' };
            return (
              <tr key={field}>
                <th scope="row" className={styles.cell}>
                  {label}
                </th>
                {!created && (
                  <td className={styles.cell}>
                    <ChangedValue {...values} side="from" />
                  </td>
                )}
                <td className={styles.cell}>{created ? values.to : <ChangedValue {...values} side="to" />}</td>
                {mayRevert && !created && (
                  <td className={styles.cell}>
                    <Tooltip content={requests.revert(label)} relationship="label">
                      <Button
                        size="small"
                        appearance="subtle"
                        icon={<ArrowUndoRegular />}
                        disabled={revert.isPending}
                        onClick={() => revert.mutate(field)}
                      />
                    </Tooltip>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
