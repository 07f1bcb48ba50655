import { makeStyles } from '@fluentui/react-components';
import { failureSentence, notSavedSentence } from '#shared/text/translate.ts';
import { useFormat, useMessages } from './i18n.tsx';
import { useSavedState } from './saved-state.ts';
import { failureOfSync, isRunning, useSyncState } from './sync-state.ts';

const useStyles = makeStyles({
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** What became of saving: good news waits until the reader pauses, bad news does not. */
function useSaving(): { readonly done: string; readonly failed: string } {
  const texts = useMessages();
  const format = useFormat();
  const saved = useSavedState();
  return {
    done: saved.phase === 'saved' ? texts.shell.savedAt(format.time(saved.at)) : '',
    failed: saved.phase === 'failed' ? notSavedSentence(texts, saved.failure) : '',
  };
}

/** Where the exchange stands; how far it is would only disturb. */
function useExchange(): { readonly done: string; readonly failed: string } {
  const texts = useMessages();
  const format = useFormat();
  const sync = useSyncState();
  const { shell } = texts;
  if (sync === undefined) return { done: '', failed: '' };
  if (sync.phase === 'failed' && sync.error !== null) {
    return { done: '', failed: `${shell.syncFailed}. ${failureSentence(texts, failureOfSync(sync.error))}` };
  }
  if (sync.phase === 'offline') return { done: shell.offline, failed: '' };
  if (isRunning(sync)) return { done: sync.phase === 'pushing' ? shell.pushing : shell.pulling, failed: '' };
  return { done: sync.lastSuccess === null ? '' : shell.lastSync(format.momentShort(sync.lastSuccess)), failed: '' };
}

/** The two places from which a screen reader tells of saving, of the exchange and of what went wrong. */
export function Announcements() {
  const styles = useStyles();
  const saved = useSavedState();
  const saving = useSaving();
  const exchange = useExchange();
  return (
    <>
      <div className={styles.hidden} role="status" aria-live="polite" data-announcements="polite">
        {/* A new element is read again, also when it says the same: «Сохранено 14:02». */}
        <p key={saved.phase === 'saved' ? saved.at : saved.phase}>{saving.done}</p>
        <p>{exchange.done}</p>
      </div>
      <div className={styles.hidden} role="alert" aria-live="assertive" data-announcements="assertive">
        <p>{saving.failed}</p>
        <p>{exchange.failed}</p>
      </div>
    </>
  );
}
