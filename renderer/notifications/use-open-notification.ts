import type { Notification } from '#shared/contract/notifications.ts';
import { focusOf } from '../app/card-focus.ts';
import { useNavigation } from '../app/navigation.tsx';
import { sectionOfJob } from '../jobs/job-methods.ts';

/** The way from a notification to the record that it is about, or to the list of such records. */
export function useOpenNotification(): (notification: Notification) => void {
  const { go } = useNavigation();
  return ({ kind, subject, facts }) => {
    if (subject?.kind === 'request') return go('requests', { requestId: subject.id });
    if (subject?.kind === 'person') {
      const focus = focusOf('credential.expiresOn');
      return go('staff', { personId: subject.id, ...(focus === undefined ? {} : { focus }) });
    }
    switch (kind) {
      case 'expiring':
        return go('worklists', { list: 'expiring' });
      case 'overdue':
        return go('worklists', { list: 'expiring', bucket: 'overdue' });
      case 'conflict':
        return go('exchange', { tab: 'conflicts' });
      case 'certificate':
        return go('exchange', { tab: 'check' });
      case 'sync':
        return go('exchange');
      case 'jobDone':
      case 'jobFailed':
        return go(sectionOfJob(facts.method ?? ''));
      default:
        return go('requests');
    }
  };
}
