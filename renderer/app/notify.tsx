import {
  Toast,
  ToastBody,
  Toaster,
  type ToastIntent,
  ToastTitle,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { describeFailure } from '#shared/text/translate.ts';
import { failureOf } from './api.ts';
import { useMessages } from './i18n.tsx';

const ToasterContext = createContext<string | null>(null);

export function NotifyProvider({ children }: { readonly children: ReactNode }) {
  const toasterId = useId('toaster');
  const { shell } = useMessages();
  return (
    <ToasterContext value={toasterId}>
      {children}
      <Toaster
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

export interface Notify {
  readonly done: (title: string, body?: string) => void;
  readonly warn: (title: string, body?: string) => void;
  /** A refusal of the program: what happened, what to do, code. Stays until it is closed by Esc or by time. */
  readonly failed: (error: unknown) => void;
}

export function useNotify(): Notify {
  const toasterId = useContext(ToasterContext);
  if (toasterId === null) throw new Error('NotifyProvider is missing');
  const { dispatchToast } = useToastController(toasterId);
  const texts = useMessages();
  return useMemo(() => {
    const show = (intent: ToastIntent, title: string, body: string | undefined, timeout: number) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {body === undefined ? null : <ToastBody>{body}</ToastBody>}
        </Toast>,
        { intent, timeout, politeness: intent === 'error' ? 'assertive' : 'polite' },
      );
    return {
      done: (title, body) => show('success', title, body, 5_000),
      warn: (title, body) => show('warning', title, body, 10_000),
      failed: (error) => {
        const { title, advice, code } = describeFailure(texts, failureOf(error));
        show('error', title, `${advice} ${texts.common.errorCode(code)}`, 15_000);
      },
    };
  }, [dispatchToast, texts]);
}
