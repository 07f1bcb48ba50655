import { Button, Checkbox, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { PrintRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { KeptTask } from '#shared/contract/staff-dismissal.ts';
import { api, call, keys } from '../../app/api.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { trackSaving } from '../../app/saved-state.ts';
import { FailureBar } from '../../ui/failure-bar.tsx';

const useStyles = makeStyles({
  block: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  title: { margin: 0 },
  grow: { flexGrow: 1, color: tokens.colorNeutralForeground3 },
  done: { margin: 0, color: tokens.colorNeutralForeground3, paddingInlineStart: '40px' },
});

const TASKS = 'dismissalTasks';

/** Tasks of the dismissals of a person, by employment. */
export function useDismissalTasks(personId: string): (employmentId: string) => readonly KeptTask[] {
  const { data } = useQuery({
    queryKey: [keys.staff, TASKS, personId],
    queryFn: () => call(api().staff.dismissalTasks({ personId })),
  });
  return (employmentId) => data?.lists.find((list) => list.employmentId === employmentId)?.tasks ?? [];
}

interface DismissalTasksProps {
  readonly employmentId: string;
  readonly tasks: readonly KeptTask[];
  readonly disabled: boolean;
}

/** What is left to be done after a dismissal, ticked off line by line. */
export function DismissalTasks({ employmentId, tasks, disabled }: DismissalTasksProps) {
  const styles = useStyles();
  const { actions } = useMessages();
  const words = actions.dismissDialog;
  const print = useMutation({ mutationFn: () => call(api().staff.printDismissalTasks({ employmentId })) });
  const left = tasks.filter(({ doneAt }) => doneAt === null).length;
  return (
    <section className={styles.block} aria-label={words.tasks}>
      <div className={styles.head}>
        <Subtitle2 as="h4" className={styles.title}>
          {words.tasks}
        </Subtitle2>
        <Text size={200} className={styles.grow}>
          {words.tasksLeft(left, tasks.length)}
        </Text>
        <Button
          size="small"
          appearance="subtle"
          icon={<PrintRegular />}
          disabledFocusable={print.isPending}
          onClick={() => print.mutate()}
        >
          {words.print}
        </Button>
      </div>
      {tasks.map((task) => (
        <TaskLine key={`${task.kind} ${task.aboutId}`} employmentId={employmentId} task={task} disabled={disabled} />
      ))}
      {print.error !== null && <FailureBar error={print.error} />}
    </section>
  );
}

interface TaskLineProps extends Omit<DismissalTasksProps, 'tasks'> {
  readonly task: KeptTask;
}

function TaskLine({ employmentId, task, disabled }: TaskLineProps) {
  const styles = useStyles();
  const words = useMessages().actions.dismissDialog;
  const format = useFormat();
  const client = useQueryClient();
  const { kind, aboutId, name, doneAt, doneBy } = task;
  const tick = useMutation({
    mutationFn: (done: boolean) =>
      trackSaving(call(api().staff.tickDismissalTask({ employmentId, kind, aboutId, done }))),
    // The tick stays as it was set until the list has it.
    onSuccess: () => client.invalidateQueries({ queryKey: [keys.staff, TASKS] }),
  });
  return (
    <div>
      <Checkbox
        label={words.task[kind](name)}
        checked={tick.isPending ? tick.variables : doneAt !== null}
        disabled={disabled}
        onChange={(_event, { checked }) => tick.mutate(checked === true)}
      />
      {doneAt !== null && (
        <Text as="p" block size={200} className={styles.done}>
          {words.doneBy(format.moment(doneAt), doneBy ?? '')}
        </Text>
      )}
      {tick.error !== null && <FailureBar error={tick.error} />}
    </div>
  );
}
