import {
  ArrowUndoRegular,
  ClipboardTaskListLtrRegular,
  DraftsRegular,
  SendClockRegular,
  SignatureRegular,
} from '@fluentui/react-icons';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { useHasRole } from '../../app/session.tsx';
import type { Summary } from '../../app/summary.ts';
import { Tile } from './tile.tsx';
import { TileGroup } from './tile-group.tsx';

/** Requests by what they wait for: a clerk's own, everybody's for who decides or looks on. */
export function RequestTiles({ summary }: { readonly summary: Summary }) {
  const { home } = useMessages();
  const { go } = useNavigation();
  const mine = useHasRole('editor');
  const decides = useHasRole('approver');
  const returned = (
    <Tile
      title={home.returned}
      count={summary.returned}
      icon={<ArrowUndoRegular />}
      tone="action"
      onOpen={() => go('requests', { states: ['returned', 'rejected'], mine })}
    />
  );
  return (
    <TileGroup title={mine ? home.groups.mine : home.groups.requests}>
      {mine ? (
        returned
      ) : (
        <Tile
          title={home.toApprove}
          count={summary.toApprove}
          icon={decides ? <SignatureRegular /> : <ClipboardTaskListLtrRegular />}
          tone={decides ? 'action' : 'waiting'}
          onOpen={() => go('requests', { states: ['submitted'], mine })}
        />
      )}
      {decides ? null : (
        <Tile
          title={home.drafts}
          count={summary.drafts}
          icon={<DraftsRegular />}
          onOpen={() => go('requests', { states: ['draft'], mine })}
        />
      )}
      {mine ? (
        <Tile
          title={home.submitted}
          count={summary.submitted}
          icon={<ClipboardTaskListLtrRegular />}
          tone="waiting"
          onOpen={() => go('requests', { states: ['submitted'], mine })}
        />
      ) : (
        returned
      )}
      <Tile
        title={home.queued}
        count={summary.queued}
        icon={<SendClockRegular />}
        tone="waiting"
        onOpen={() => go('requests', { states: ['approved', 'queued', 'sent'], mine: false })}
      />
    </TileGroup>
  );
}
