import {
  BuildingRegular,
  CalendarClockRegular,
  CalendarErrorRegular,
  ErrorCircleRegular,
  PeopleRegular,
  PeopleSwapRegular,
  TaskListSquareLtrRegular,
} from '@fluentui/react-icons';
import { useMessages } from '../../app/i18n.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import type { Summary } from '../../app/summary.ts';
import { Tile } from './tile.tsx';
import { TileGroup } from './tile-group.tsx';
import type { Counts } from './use-home.ts';

const BUCKETS = ['overdue', 'in30', 'in60', 'in90'] as const;

/** Documents that admit to work, by the time that is left; each longer term includes the shorter ones. */
export function ExpiringTiles({ counts }: { readonly counts: Counts }) {
  const { home } = useMessages();
  const { go } = useNavigation();
  return (
    <TileGroup title={home.groups.expiring}>
      {BUCKETS.map((bucket) => (
        <Tile
          key={bucket}
          title={home.expiring[bucket]}
          count={counts.expiring?.[bucket]}
          icon={bucket === 'overdue' ? <CalendarErrorRegular /> : <CalendarClockRegular />}
          tone={bucket === 'overdue' ? 'refused' : 'action'}
          onOpen={() => go('worklists', { list: 'expiring', bucket })}
        />
      ))}
    </TileGroup>
  );
}

interface QualityTilesProps {
  readonly summary: Summary;
  readonly counts: Counts;
}

/** How good the data is: what is missing, wrong, or there twice. */
export function QualityTiles({ summary, counts }: QualityTilesProps) {
  const { home } = useMessages();
  const { go } = useNavigation();
  const { completeness } = counts;
  return (
    <TileGroup title={home.groups.quality}>
      <Tile
        title={home.complete}
        count={completeness}
        icon={<TaskListSquareLtrRegular />}
        tone="action"
        value={completeness === undefined ? undefined : home.percent(shareOf(summary.people, completeness))}
        note={completeness === undefined ? undefined : home.incomplete(completeness)}
        onOpen={() => go('worklists', { list: 'completeness' })}
      />
      <Tile
        title={home.errors}
        count={summary.errors}
        icon={<ErrorCircleRegular />}
        tone="refused"
        onOpen={() => go('staff', { filter: { only: 'errors' } })}
      />
      <Tile
        title={home.duplicates}
        count={counts.duplicates}
        icon={<PeopleSwapRegular />}
        tone="action"
        onOpen={() => go('worklists', { list: 'duplicates' })}
      />
    </TileGroup>
  );
}

/** Whole percents of those without a gap, never rounded up to all. */
function shareOf(people: number, incomplete: number): number {
  return people === 0 ? 100 : Math.floor(((people - incomplete) * 100) / people);
}

/** How many there are of what the desk is about. */
export function StaffTiles({ summary }: { readonly summary: Summary }) {
  const { home } = useMessages();
  const { go } = useNavigation();
  return (
    <TileGroup title={home.groups.staff}>
      <Tile
        title={home.people}
        count={summary.people}
        icon={<PeopleRegular />}
        onOpen={() => go('staff', { filter: { employed: 'open' } })}
      />
      <Tile
        title={home.divisions}
        count={summary.divisions}
        icon={<BuildingRegular />}
        onOpen={() => go('divisions')}
      />
    </TileGroup>
  );
}
