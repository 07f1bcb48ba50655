import {
  Button,
  Link,
  Toast,
  ToastBody,
  Toaster,
  ToastFooter,
  type ToastIntent,
  ToastTitle,
  ToastTrigger,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { describeFailure } from '#shared/text/translate.ts';
import { failureOf } from './api.ts';
import { useLanguage, useMessages } from './i18n.tsx';

const ToasterContext = createContext<string | null>(null);

export function NotifyProvider({ children }: { readonly children: ReactNode }) {
  const toasterId = useId('toaster');
  const { shell } = useMessages();
  const language = useLanguage();
  return (
    <ToasterContext value={toasterId}>
      {children}
      {/* What was said in another language goes with it. */}
      <Toaster
        key={language}
        toasterId={toasterId}
        position="bottom-end"
        pauseOnHover
        pauseOnWindowBlur
        offset={{ vertical: 40, horizontal: 16 }}
        aria-label={shell.notifications}
      />
    </ToasterContext>
  );
}

export interface Told {
  readonly intent: ToastIntent;
  readonly title: string;
  readonly body?: string;
  /** The way to what it is about; the message goes with it. */
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

export interface Notify {
  readonly done: (title: string, body?: string) => void;
  readonly warn: (title: string, body?: string) => void;
  /** A refusal of the program: what happened, what to do, code. */
  readonly failed: (error: unknown) => void;
  readonly tell: (told: Told) => void;
  /** Takes all messages away: at a lock or in another organisation they are not for whoever is there. */
  readonly clear: () => void;
}

/** Milliseconds that a message stays while nobody points at it or has the focus in it. */
const STAYS: Readonly<Record<ToastIntent, number>> = { success: 5_000, info: 10_000, warning: 10_000, error: 15_000 };

/** Messages in the corner: heard by a screen reader, closed by their button, Delete or Esc, else by time. */
export function useNotify(): Notify {
  const toasterId = useContext(ToasterContext);
  if (toasterId === null) throw new Error('NotifyProvider is missing');
  const { dispatchToast, dismissAllToasts, pauseToast, playToast } = useToastController(toasterId);
  const texts = useMessages();
  return useMemo(() => {
    const tell = (told: Told) => {
      const toastId = crypto.randomUUID();
      dispatchToast(<Message {...told} />, {
        toastId,
        intent: told.intent,
        timeout: STAYS[told.intent],
        politeness: told.intent === 'error' ? 'assertive' : 'polite',
        // The toaster itself waits for the pointer only.
        root: { onFocus: () => pauseToast(toastId), onBlur: () => playToast(toastId) },
      });
    };
    const tellOf = (intent: ToastIntent) => (title: string, body?: string) =>
      tell({ intent, title, ...(body === undefined ? {} : { body }) });
    return {
      done: tellOf('success'),
      warn: tellOf('warning'),
      failed: (error) => {
        const failure = failureOf(error);
        // The door says it itself, and a page of another session speaks to nobody.
        if (failure.code === 'KD-1001') return;
        const { title, advice, code } = describeFailure(texts, failure);
        tell({ intent: 'error', title, body: `${advice} ${texts.common.errorCode(code)}` });
      },
      tell,
      clear: dismissAllToasts,
    };
  }, [dispatchToast, dismissAllToasts, pauseToast, playToast, texts]);
}

function Message({ title, body, action }: Told) {
  const { shell } = useMessages();
  return (
    <Toast>
      <ToastTitle
        action={
          <ToastTrigger>
            <Button size="small" appearance="transparent" icon={<DismissRegular />} aria-label={shell.dismiss} />
          </ToastTrigger>
        }
      >
        {title}
      </ToastTitle>
      {body === undefined ? null : <ToastBody>{body}</ToastBody>}
      {action === undefined ? null : (
        <ToastFooter>
          <ToastTrigger>
            <Link as="button" onClick={action.onClick}>
              {action.label}
            </Link>
          </ToastTrigger>
        </ToastFooter>
      )}
    </Toast>
  );
}
