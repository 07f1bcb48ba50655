import { makeStyles } from '@fluentui/react-components';
import type { ErrorCode as Code } from '#shared/contract/errors.ts';
import { useMessages } from '../app/i18n.tsx';

const useStyles = makeStyles({ code: { whiteSpace: 'nowrap' } });

/** «Код: KD-1007», never broken into two lines. */
export function ErrorCode({ code }: { readonly code: Code }) {
  const { common } = useMessages();
  return <span className={useStyles().code}>{common.errorCode(code)}</span>;
}
