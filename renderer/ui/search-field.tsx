import { SearchBox, type SearchBoxProps } from '@fluentui/react-components';
import { useMessages } from '../app/i18n.tsx';

/** What is looked for in a list, with a cross that empties it: Fluent would name that in English. */
export function SearchField(props: Omit<SearchBoxProps, 'dismiss'>) {
  const { common } = useMessages();
  return <SearchBox {...props} dismiss={{ 'aria-label': common.clear }} />;
}
