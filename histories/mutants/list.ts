/** A fault put into the engine by changing one place of its source. */
export interface Mutant {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Only desks that hear of one another's requests show it. */
  readonly shared?: boolean;
}

const SYNC = 'electron/core/sync';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a late copy moves the base back',
    file: `${SYNC}/apply.ts`,
    from: 'const isPast = kept !== null && (isKept || registry.isOlder(change, kept));',
    to: 'const isPast = kept !== null && isKept;',
  },
  {
    name: 'what is approved is not compared with the base before it is sent',
    file: `${SYNC}/push.ts`,
    from: 'const found = objection(this.#parts, request, entity);',
    to: 'const found = null as ReturnType<typeof objection>;',
  },
  {
    name: 'the cursor is saved before the rows',
    file: `${SYNC}/pull.ts`,
    from: 'report.page(feed, page, applyPage(parts, feed, page, options));',
    to: `replica.setCursor(feed.name, { cursor: page.cursor, page: page.nextPage, complete: page.nextPage === null });
    report.page(feed, page, applyPage(parts, feed, page, options));`,
  },
  {
    name: 'the cursor passes the pages that are still to come',
    file: `${SYNC}/apply-page.ts`,
    from: '} else replica.setCursor(feed.name, { ...before, page: page.nextPage });',
    to: '} else replica.setCursor(feed.name, { ...before, cursor: page.cursor, page: null });',
  },
  {
    name: 'a pull overwrites a draft',
    file: `${SYNC}/merge.ts`,
    from: 'if (changes.length === 0) {',
    to: 'if (changes.length >= 0) {',
  },
  {
    name: 'a pull drops a draft whose value is another one there',
    file: `${SYNC}/merge.ts`,
    from: 'if (equals(mine)) done.push',
    to: 'if (!equals(base)) done.push',
  },
  {
    name: 'a conflict is swallowed',
    file: `${SYNC}/merge.ts`,
    from: 'if (difference.mine !== difference.theirs) conflicts.push',
    to: 'if (difference.mine === undefined) conflicts.push',
  },
  {
    name: 'fields that belong together are merged one by one',
    file: `${SYNC}/merge.ts`,
    from: 'fieldDefinition(kind, field)?.group ??',
    to: '(fieldDefinition(kind, field)?.type && null) ??',
  },
  {
    name: 'a record that the registry took out stays',
    file: `${SYNC}/apply.ts`,
    from: 'if (remoteId !== null && !seen.has(entity.id)) {',
    to: "if (remoteId === '' && !seen.has(entity.id)) {",
  },
  {
    name: 'what is deleted here comes back with the next pull',
    file: `${SYNC}/apply.ts`,
    from: "const comesBack = isDeleted && !changes.some(({ operation }) => operation === 'delete');",
    to: 'const comesBack = isDeleted;',
  },
  {
    name: 'a parked reference is lost',
    file: `${SYNC}/apply.ts`,
    from: 'if (row !== null) this.#queue.push(',
    to: 'if (row === null) continue;\n      if (row.raw === null) this.#queue.push(',
  },
  {
    name: 'a conflict with itself is taken for one with others',
    file: `${SYNC}/push.ts`,
    from: "if (outcome.kind !== 'conflict' && outcome.kind !== 'moved') return outcome;",
    to: "if (outcome.kind !== '') return outcome;",
  },
  {
    name: 'after a conflict the same bytes go out again',
    file: `${SYNC}/push.ts`,
    from: 'outbox.thaw(request.id);',
    to: 'outbox.get(request.id);',
  },
  {
    name: 'a refused request is filed as accepted',
    file: `${SYNC}/push.ts`,
    from: "if (outcome.kind === 'accepted') return { kind: 'accepted' };",
    to: "if (outcome.kind !== 'conflict') return { kind: 'accepted' };",
  },
  {
    name: 'a decision for the own value leaves the change where it was',
    file: `${SYNC}/decide.ts`,
    from: 'for (const field of changed) pending.rebase(kind, entityId, field, there[field] ?? null);',
    to: '',
  },
  {
    name: 'after a lost answer the request is frozen anew',
    file: `${SYNC}/push.ts`,
    from: 'row?.wire != null && row.endpoint != null\n',
    to: "row?.wire === '' && row.endpoint != null\n",
  },
  {
    name: 'requests go in the reverse order',
    file: `${SYNC}/push.ts`,
    from: 'for (const request of batch) {',
    to: 'for (const request of batch.toReversed()) {',
  },
  {
    name: 'a step of a request is told to the journal twice',
    file: 'electron/core/changes/transitions.ts',
    from: '    this.#journal.append({\n',
    to: '    for (let twice = 0; twice < 2; twice++) this.#journal.append({\n',
  },
  {
    name: 'what is told of a request counts, however old it is',
    file: 'electron/core/changes/take-envelope.ts',
    from: 'if (here !== null && !isLater(there, here)) {',
    to: 'if (here !== null && there.state === here.state) {',
    shared: true,
  },
  {
    name: 'what another desk sends is not compared with what its author saw beside it',
    file: `${SYNC}/base.ts`,
    from: 'if (seen !== undefined && seen !== theirs)',
    to: "if (seen === '')",
    shared: true,
  },
  {
    name: 'what cannot be taken yet is not kept for later',
    file: 'electron/core/changes/take-envelope.ts',
    from: 'this.#parts.sharing.park(',
    to: "if (place === '') this.#parts.sharing.park(",
    shared: true,
  },
  {
    name: 'what others have seen goes without a word when it comes to nothing',
    file: 'electron/core/changes/transitions.ts',
    from: "if (state === 'draft' && !isSeen) {",
    to: "if (state === 'draft' && isSeen !== null) {",
    shared: true,
  },
];
