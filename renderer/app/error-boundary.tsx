import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { describeFailure } from '#shared/text/translate.ts';
import { ErrorCode } from '../ui/error-code.tsx';
import { failureOf } from './api.ts';
import { useMessages } from './i18n.tsx';

interface Props {
  readonly children: ReactNode;
  /** Around the whole program: the only way on is to load the window again. */
  readonly whole?: boolean;
}

/** A bug of one section leaves the others usable; a bug of the frame offers to load the window again. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <Broken
        error={this.state.error}
        whole={this.props.whole === true}
        onRetry={() => this.setState({ error: null })}
      />
    );
  }
}

interface BrokenProps {
  readonly error: unknown;
  readonly whole: boolean;
  readonly onRetry: () => void;
}

function Broken({ error, whole, onRetry }: BrokenProps) {
  const texts = useMessages();
  const { advice, code } = describeFailure(texts, failureOf(error));
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{whole ? texts.shell.programFailed : texts.shell.sectionFailed}.</MessageBarTitle> {advice}{' '}
        <ErrorCode code={code} />
      </MessageBarBody>
      <MessageBarActions>
        {whole ? null : <Button onClick={onRetry}>{texts.common.retry}</Button>}
        <Button onClick={() => window.location.reload()}>{texts.shell.reload}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
