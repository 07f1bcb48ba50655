import { makeStyles, Select, tokens } from '@fluentui/react-components';
import type { StaffingDocumentView, StaffingRow } from '#shared/contract/staffing.ts';
import { useFormat, useMessages } from '../../app/i18n.tsx';
import { EMPTY_CODES } from '../../grid/code-index.ts';
import { CodePicker } from '../../grid/code-picker.tsx';
import { FilterChips, useColumnChips } from '../../grid/filter-chips.tsx';
import type { GridColumn } from '../../grid/grid-model.ts';
import type { Codes } from '../../grid/use-codes.ts';
import { Choice } from '../../ui/choice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { isFiltered, type Listing, WHOLE } from './listing.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
    flexShrink: 0,
  },
  document: { width: '280px' },
  search: { width: '240px', maxWidth: '100%' },
  division: { width: '240px' },
});

const ONLY = ['vacancies', 'over'] as const;

interface StaffingFiltersProps {
  readonly document: StaffingDocumentView | null;
  readonly documents: readonly StaffingDocumentView[];
  readonly listing: Listing;
  readonly columns: readonly GridColumn<StaffingRow>[];
  readonly codes: Codes;
  readonly onDay: string;
  readonly onDocument: (documentId: string) => void;
  readonly onListing: (listing: Listing) => void;
}

/** Which table, and what of it. */
export function StaffingFilters(props: StaffingFiltersProps) {
  const { document, documents, listing, columns, codes, onDay, onDocument, onListing } = props;
  const styles = useStyles();
  const { staffing, states } = useMessages();
  const format = useFormat();
  const chips = useColumnChips(columns, listing.columns, (next) => onListing({ ...listing, columns: next }));
  return (
    <search className={styles.row} aria-label={staffing.filters}>
      {documents.length > 0 && (
        <Select
          className={styles.document}
          size="small"
          aria-label={staffing.document}
          value={document?.id ?? ''}
          onChange={(_event, { value }) => onDocument(value)}
        >
          {documents.map(({ id, number, beginDate, staffingStatus }) => (
            <option key={id} value={id}>
              {staffing.documentOf(number, format.date(beginDate), states.staffingStatus[staffingStatus])}
            </option>
          ))}
        </Select>
      )}
      <SearchField
        className={styles.search}
        size="small"
        aria-label={staffing.search}
        placeholder={staffing.searchHint}
        value={listing.text}
        onChange={(_event, { value }) => onListing({ ...listing, text: value })}
      />
      <CodePicker
        className={styles.division}
        size="small"
        label={staffing.division}
        placeholder={staffing.allDivisions}
        codes={codes('staffingPosition', 'divisionId') ?? EMPTY_CODES}
        value={listing.divisionId}
        onDay={onDay}
        onChange={(divisionId) => divisionId !== undefined && onListing({ ...listing, divisionId })}
      />
      <Choice
        label={staffing.only}
        value={listing.only ?? ''}
        options={[
          { value: '', text: staffing.onlyAll },
          ...ONLY.map((value) => ({ value, text: staffing.onlyOf[value] })),
        ]}
        narrow
        onChange={(only) => onListing({ ...listing, only: only === '' ? null : only })}
      />
      <FilterChips
        chips={chips}
        onClear={isFiltered(listing) ? () => onListing({ ...WHOLE, sort: listing.sort }) : null}
      />
    </search>
  );
}
