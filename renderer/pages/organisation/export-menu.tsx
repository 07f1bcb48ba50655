import {
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { REPORT_FORMATS } from '#shared/contract/areas.ts';
import { api, keys } from '../../app/api.ts';
import { useMessages } from '../../app/i18n.tsx';
import { useJob } from '../../app/jobs.ts';
import { dayInput, useOnDay } from '../../app/on-day.tsx';
import { ReportResult } from '../reports/report-result.tsx';

/** The card for the clinic itself, and the extract that anybody may see. */
const EXPORTS = ['organisation-card', 'organisation-public'] as const;

/** Saves the card of the organisation as a file. */
export function ExportMenu() {
  const { organisation, reports } = useMessages();
  const { onDay } = useOnDay();
  const client = useQueryClient();
  const job = useJob(async (input: Parameters<ReturnType<typeof api>['reports']['run']>[0], options) => {
    const result = await api().reports.run(input, options);
    void client.invalidateQueries({ queryKey: [keys.reports, 'history'] });
    return result;
  });
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <ToolbarButton icon={<ArrowDownloadRegular />} disabled={job.state.phase === 'running'}>
            {organisation.export}
          </ToolbarButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {EXPORTS.map((reportId) => (
              <MenuGroup key={reportId}>
                <MenuGroupHeader>{reports.names[reportId]}</MenuGroupHeader>
                {REPORT_FORMATS.map((format) => (
                  <MenuItem key={format} onClick={() => job.start({ reportId, format, ...dayInput(onDay) })}>
                    {reports.save[format]}
                  </MenuItem>
                ))}
              </MenuGroup>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <ReportResult job={job} label={organisation.exporting} />
    </>
  );
}
