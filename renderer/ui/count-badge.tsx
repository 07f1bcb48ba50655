import { Badge } from '@fluentui/react-components';
import { useFormat } from '../app/i18n.tsx';

/** How many wait behind a tab, whole: the badge of Fluent stops at a limit. Screen readers are told by words. */
export function CountBadge({ count }: { readonly count: number }) {
  const format = useFormat();
  if (count === 0) return null;
  return (
    <Badge size="small" color="informative" aria-hidden>
      {format.number(count)}
    </Badge>
  );
}
