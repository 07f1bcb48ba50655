import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { exchange as contract, type RegistryLoss } from '#shared/contract/exchange.ts';
import { refusalOf } from '#shared/contract/rights.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { useSession } from '../../app/session.tsx';
import { LossDialog } from './loss-dialog.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** The registry is without most of what it had: what that means, and the way to a decision for whoever may make it. */
export function LossNotice({ loss }: { readonly loss: RegistryLoss }) {
  const styles = useStyles();
  const { exchange, states } = useMessages();
  const format = useFormat();
  const { user } = useSession();
  const [deciding, setDeciding] = useState(false);
  const words = exchange.loss;
  const may = refusalOf(contract.acceptLoss, user) === null;
  return (
    <MessageBar intent={loss.accepted ? 'warning' : 'error'} layout="multiline">
      <MessageBarBody className={styles.line}>
        <span>
          <MessageBarTitle>{words.title}.</MessageBarTitle>{' '}
          {loss.accepted ? words.accepted : `${words.text} ${may ? '' : words.whoDecides(states.role.approver)}`}{' '}
          {words.foundAt(format.moment(loss.foundAt))}.
        </span>
        {may && !loss.accepted && (
          <Button size="small" onClick={() => setDeciding(true)}>
            {words.decide}
          </Button>
        )}
      </MessageBarBody>
      {deciding && <LossDialog loss={loss} onClose={() => setDeciding(false)} />}
    </MessageBar>
  );
}
