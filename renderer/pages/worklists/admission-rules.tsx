import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { refusalOf } from '#shared/contract/rights.ts';
import { type AdmissionRule, worklists as contract } from '#shared/contract/worklists.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useSession } from '../../app/session.tsx';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import { CodePicker } from '../../grid/code-picker.tsx';
import type { Codes } from '../../grid/use-codes.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { nameOf } from './completeness-list.tsx';

const useStyles = makeStyles({
  surface: { maxWidth: '1000px', width: '90vw' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minHeight: 0, maxHeight: '60vh' },
  specialties: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, alignItems: 'center' },
});

interface AdmissionRulesProps {
  readonly codes: Codes;
  readonly today: string;
  readonly onClose: () => void;
}

/** The clinic's own table post → specialties; every change is saved at once. */
export function AdmissionRules({ codes, today, onClose }: AdmissionRulesProps) {
  const styles = useStyles();
  const { worklists, common } = useMessages();
  const format = useFormat();
  const notify = useNotify();
  const client = useQueryClient();
  const editable = refusalOf(contract.setAdmissionRule, useSession().user) === null;
  const rules = useQuery({
    queryKey: [keys.worklists, 'rules'],
    queryFn: () => call(api().worklists.admissionRules({})),
  });
  const save = useMutation({
    mutationFn: ({ people: _, ...rule }: AdmissionRule) => call(api().worklists.setAdmissionRule(rule)),
    onSuccess: () => notify.done(worklists.admission.saved),
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: [keys.worklists] }),
  });
  const titles = worklists.columns;
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{worklists.admission.rulesTitle}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{worklists.admission.rulesText}</Text>
            {rules.error !== null ? (
              <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />
            ) : rules.data === undefined ? (
              <LoadingState />
            ) : (
              <DataTable
                label={worklists.admission.rulesTitle}
                columns={[
                  { key: 'post', title: titles.post, wrap: true },
                  { key: 'people', title: worklists.admission.employments, align: 'end' },
                  { key: 'needed', title: worklists.admission.needed, align: 'center' },
                  { key: 'specialties', title: worklists.admission.specialties, wrap: true },
                ]}
                rows={rules.data.rules.map((rule) => {
                  const post = nameOf(codes, 'postCode', rule.postCode);
                  return {
                    key: rule.postCode,
                    cells: [
                      post,
                      format.number(rule.people),
                      <Checkbox
                        key="needed"
                        aria-label={worklists.admission.neededFor(post)}
                        checked={rule.needed}
                        disabled={!editable || save.isPending}
                        onChange={(_event, { checked }) => save.mutate({ ...rule, needed: checked === true })}
                      />,
                      <Specialties
                        key="specialties"
                        rule={rule}
                        post={post}
                        codes={codes}
                        today={today}
                        disabled={!editable || save.isPending}
                        onChange={(specialties) => save.mutate({ ...rule, specialties })}
                      />,
                    ],
                  };
                })}
              />
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {common.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface SpecialtiesProps {
  readonly rule: AdmissionRule;
  readonly post: string;
  readonly codes: Codes;
  readonly today: string;
  readonly disabled: boolean;
  readonly onChange: (specialties: string[]) => void;
}

function Specialties({ rule, post, codes, today, disabled, onChange }: SpecialtiesProps) {
  const styles = useStyles();
  const { worklists } = useMessages();
  const index = codes('credential', 'specialtyCode') ?? EMPTY_CODES;
  if (!rule.needed) return null;
  return (
    <span className={styles.specialties}>
      {rule.specialties.map((code) => {
        const name = index.byCode.get(code)?.name ?? code;
        return (
          <Button
            key={code}
            size="small"
            shape="circular"
            icon={<DismissRegular />}
            iconPosition="after"
            disabled={disabled}
            aria-label={worklists.admission.removeSpecialty(name)}
            onClick={() => onChange(rule.specialties.filter((other) => other !== code))}
          >
            {name}
          </Button>
        );
      })}
      {!disabled && (
        <CodePicker
          key={rule.specialties.join()}
          size="small"
          label={worklists.admission.addSpecialty(post)}
          placeholder={worklists.admission.anySpecialty}
          codes={index}
          value={null}
          onDay={today}
          onChange={(code) => {
            if (code !== null && code !== undefined && !rule.specialties.includes(code)) {
              onChange([...rule.specialties, code]);
            }
          }}
        />
      )}
    </span>
  );
}
