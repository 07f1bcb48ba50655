// Numbers of passed, failed and skipped checks, out of the runners' own JSON reports.
import { tryJson } from './paths.mjs';

export const none = Object.freeze({ passed: 0, failed: 0, skipped: 0 });
export const one = Object.freeze({ passed: { ...none, passed: 1 }, failed: { ...none, failed: 1 } });

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** `N passed, N failed`, with `, N skipped` when there are any. */
export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/** A tool that only says yes or no is one check. */
export const fromExit = (code) => (code === 0 ? one.passed : one.failed);

/** A runner that failed without naming a failed test (a file that did not load, a crash, no report) still failed once. */
const atLeastOne = (tally, code) => (code !== 0 && tally.failed === 0 ? add(tally, one.failed) : tally);

export function fromVitest(file, code) {
  const report = tryJson(file);
  if (!report) return one.failed;
  // Files that could not be loaded hold no tests, and would be missing from the numbers.
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
  return atLeastOne(tally, code);
}

export function fromHistories(file, code) {
  const report = tryJson(file);
  if (!report) return one.failed;
  return atLeastOne({ ...none, passed: report.passed, failed: report.failed }, code);
}

export function fromPlaywright(file, code) {
  const stats = tryJson(file)?.stats;
  if (!stats) return one.failed;
  // A flaky test has failed at least once: that is not a pass.
  return atLeastOne({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, code);
}
