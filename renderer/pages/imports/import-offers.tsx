import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { ImportOffer } from '#shared/contract/imports.ts';
import { describeFailure, type Messages } from '#shared/text/translate.ts';
import { api, call } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useNotify } from '../../app/notify.tsx';
import { useImportFolder } from './use-folder.ts';

/** More of them would leave no room for the page; the next ones come when these are dealt with. */
const SHOWN = 3;

/** New files of the watched folder, each with what it would change; one opens its preview, nothing is written by itself. */
export function ImportOffers() {
  const folder = useImportFolder();
  const { go } = useNavigation();
  const notify = useNotify();
  const texts = useMessages();
  const { offers: words } = texts.imports;
  const dismiss = useMutation({
    mutationFn: (offerId: string) => call(api().imports.dismissOffer({ offerId })),
    onSuccess: folder.set,
    onError: notify.failed,
  });
  return (folder.data?.offers ?? []).slice(0, SHOWN).map((offer) => (
    <MessageBar key={offer.id} layout="multiline" intent={offer.failure === null ? 'info' : 'warning'}>
      <MessageBarBody>{sentenceOf(texts, offer)}</MessageBarBody>
      <MessageBarActions>
        {offer.failure === null ? (
          <Button size="small" onClick={() => go('imports', { offerId: offer.id })}>
            {words.open}
          </Button>
        ) : null}
        <Button
          size="small"
          appearance="transparent"
          disabled={dismiss.isPending}
          onClick={() => dismiss.mutate(offer.id)}
        >
          {words.dismiss}
        </Button>
      </MessageBarActions>
    </MessageBar>
  ));
}

function sentenceOf(texts: Messages, { fileName, found, failure }: ImportOffer): string {
  const { offers } = texts.imports;
  if (failure !== null) {
    const { title, advice } = describeFailure(texts, { code: failure });
    return offers.unreadable(fileName, `${title}. ${advice}`);
  }
  return found === null ? offers.unknown(fileName) : offers.found(fileName, found.changes, found.doubtful);
}
