import type { ChosenRows } from '#shared/contract/bulk.ts';
import type { FieldEdit } from '#shared/contract/staff.ts';
import type { EntityKind } from '#shared/domain/entities.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { fullName } from '#shared/rules/names.ts';
import { organisationOf } from './access/store.ts';
import { createAttachments } from './attachments/attachments.ts';
import { attachmentsOfMany } from './attachments/many.ts';
import { sharedFiles } from './attachments/shared-files.ts';
import { AttachmentStore } from './attachments/store.ts';
import { TextReading } from './attachments/text-reading.ts';
import { AttachmentTextStore } from './attachments/text-store.ts';
import type { Books, BooksParts } from './book-parts.ts';
import { createBulk } from './bulk/bulk.ts';
import { BulkStore } from './bulk/store.ts';
import { Bulletins } from './bulletins/bulletins.ts';
import { BulletinStore } from './bulletins/store.ts';
import { createRecheck } from './changes/approve.ts';
import { createChanges } from './changes/changes.ts';
import { Containers } from './changes/containers.ts';
import { Drafts } from './changes/drafts.ts';
import { MarkStore } from './changes/mark-store.ts';
import { MessageStore } from './changes/message-store.ts';
import { Messages } from './changes/messages.ts';
import { RequestPendingChanges } from './changes/pending-changes.ts';
import { RequestReader } from './changes/reading-store.ts';
import { createSharing } from './changes/sharing.ts';
import { SharingStore } from './changes/sharing-store.ts';
import { ChangeStore } from './changes/store.ts';
import type { Subjects } from './changes/subjects.ts';
import { revert, type TakeBack } from './changes/take-back.ts';
import { Transitions } from './changes/transitions.ts';
import { differences } from './changes/view.ts';
import { endOfLocalDay } from './clock.ts';
import { createContacts } from './contacts/contacts.ts';
import { ContactStore } from './contacts/store.ts';
import { createDictionaries, Dictionaries } from './dictionaries/dictionaries.ts';
import { DictionaryStore } from './dictionaries/store.ts';
import { createDivisions } from './divisions/divisions.ts';
import { DivisionStore } from './divisions/store.ts';
import { editDivisions } from './divisions/writing.ts';
import { EntityStore } from './entities/store.ts';
import { entitySubjects } from './entities/subjects.ts';
import { type Author, writeEdits } from './entities/writing.ts';
import { createHistory } from './history/history.ts';
import { createHome } from './home/home.ts';
import { HomeStore } from './home/store.ts';
import { createImports } from './imports/imports.ts';
import { whileNothingIsWritten } from './imports/requests-wait.ts';
import { ImportStore } from './imports/store.ts';
import { JournalBook } from './journal/book.ts';
import { changesAfter, formerValues, pastOf } from './journal/history.ts';
import { createJournal } from './journal/journal.ts';
import { PastValues } from './journal/past-values.ts';
import { JournalStore } from './journal/store.ts';
import { createLists } from './lists/lists.ts';
import { createNotices } from './notices/notices.ts';
import { createOrganisation } from './organisation/organisation.ts';
import { OrganisationStore } from './organisation/store.ts';
import { organisationSubjects } from './organisation/subjects.ts';
import { createPapers } from './papers/papers.ts';
import { PaperStore } from './papers/store.ts';
import { ruleContexts } from './rule-contexts.ts';
import { createSearch } from './search/search.ts';
import { SearchStore } from './search/store.ts';
import { writeEdits as writeStaffEdits } from './staff/edits.ts';
import { LaterLines } from './staff/later-lines.ts';
import { StaffLines } from './staff/lines.ts';
import { LISTED_FIELDS, pastPeople } from './staff/past-people.ts';
import { rowsOf } from './staff/rows.ts';
import { createStaff } from './staff/staff.ts';
import { StaffStore } from './staff/store.ts';
import { staffSubjects } from './staff/subjects.ts';
import { writeTransfer } from './staff/transfer.ts';
import { StaffViews } from './staff/views.ts';
import { ViewsStore } from './staff/views-store.ts';
import { createStaffing } from './staffing/staffing.ts';
import { StaffingStore } from './staffing/store.ts';
import { ConflictStore } from './sync/conflict-store.ts';
import { UndoStore } from './undo/store.ts';
import { createEdits, UndoBook } from './undo/undo.ts';

const FOUND_AT_MOST = 2000;

/** Puts the books together; the training dictionaries are loaded into a store that has none. */
export function createBooks(parts: BooksParts): Books {
  const { db, clock, ids, emit } = parts;
  const entities = new EntityStore(db);
  const dictionaryStore = new DictionaryStore(db);
  const dictionaries = new Dictionaries(dictionaryStore);
  dictionaries.ensureTraining();
  const journalStore = new JournalStore(db);
  const journal = new JournalBook(journalStore, clock, ids);
  const changeStore = new ChangeStore(db);
  const marks = new MarkStore(db);
  const reader = new RequestReader(db);
  const attachmentStore = new AttachmentStore(db);
  const texts = new TextReading({ db, emit, store: new AttachmentTextStore(db) });
  const staffStore = new StaffStore(db);
  const divisionStore = new DivisionStore(db);
  const staffingStore = new StaffingStore(db);
  const { context, storedContext, wholeContext } = ruleContexts({
    clock,
    dictionaries,
    entities,
    division: (id) => staffStore.division(id),
    divisions: () => divisionStore.divisions(),
    staffingDocuments: () => staffingStore.documents(),
  });
  const conflictStore = new ConflictStore(db);
  const conflicts = () => conflictStore.fields();
  const look = {
    store: staffStore,
    conflicts,
    marks,
    context: storedContext,
    former: (personIds: readonly EntityId[], onDay: string) =>
      formerValues(journalStore, 'person', personIds, endOfLocalDay(onDay)),
  };
  const staffIndex = new StaffLines(look);
  const laterLines = new LaterLines({ db, store: staffStore, index: staffIndex });
  const transitions = new Transitions(changeStore, journal, clock);
  const drafts = new Drafts(changeStore, transitions, clock, ids);
  const organisationStore = new OrganisationStore(db);
  const organisationId = () => divisionStore.organisation()?.id ?? null;
  const subjects: Subjects = {
    person: staffSubjects(staffStore, storedContext),
    division: entitySubjects(entities, 'division', ({ name }) => name, [], wholeContext),
    organisation: organisationSubjects(organisationStore, entities, storedContext),
    staffingDocument: entitySubjects(
      entities,
      'staffingDocument',
      ({ number }) => `№ ${number}`,
      [{ kind: 'staffingPosition', by: 'documentId' }],
      wholeContext,
    ),
  };
  const pastListed = new PastValues(journalStore, 'person', LISTED_FIELDS);
  const peopleOf = (onDay: string) => pastPeople(staffStore, (day) => pastListed.before(endOfLocalDay(day)), onDay);
  const pastDivisions = new PastValues(journalStore, 'division', ['name']);
  const formerNames = (onDay: string) =>
    new Map([...pastDivisions.before(endOfLocalDay(onDay))].map(([id, { name }]) => [id, String(name)]));
  const views = new StaffViews(new ViewsStore(db, peopleOf), dictionaries, formerNames);
  const writing = { ...parts, entities, drafts, journal, context };
  const undoStore = new UndoStore(db);
  const undo = new UndoBook({ db, emit, store: undoStore, holder: (kind, id) => changeStore.topHolder(kind, id) });
  const review = {
    ...parts,
    store: changeStore,
    reader,
    transitions,
    subjects,
    entities,
    journal,
    index: staffIndex,
    dictionaryVersions: () => dictionaries.versions(),
    files: attachmentStore,
  };

  const heldBy = (kind: EntityKind, id: EntityId, userId: EntityId) => changeStore.heldBy(kind, id, userId);
  function snilsOwner(snils: string, personId: EntityId): string | null {
    const other = staffStore.peopleBySnils([snils]).find(({ id }) => id !== personId);
    return other === undefined ? null : fullName(other);
  }

  const imports = createImports({
    ...parts,
    store: new ImportStore(db),
    entities,
    drafts,
    journal,
    index: staffIndex,
    people: staffStore,
    sources: { rows: (oid) => dictionaries.rows(oid).rows, divisions: () => divisionStore.divisions() },
    organisation: () => divisionStore.organisation(),
    openAfter: (divisionId, day) => ({
      divisions: divisionStore.openBelow(divisionId, day).map(({ id }) => id),
      people: divisionStore.peopleAfter(divisionId, day).length,
      positions: staffingStore.openIn(divisionId, day).length,
    }),
    context,
    heldBy,
    pending: (kind, id) => changeStore.pending(kind, id),
    snilsOwner,
  });

  /** Names of whatever a journal entry is about. */
  function titles(of: readonly EntityId[]): Map<EntityId, string> {
    return new Map([
      ...subjects.person.titles(of),
      ...divisionStore.names(of).map(({ id, name }) => [id, name] as const),
      ...subjects.staffingDocument.titles(of),
      ...reader.titles(of),
    ]);
  }

  const pending = new RequestPendingChanges({ ...review, marks });
  /** Edits of kinds that no other rule than those of their fields concerns. */
  const editOf =
    (...kinds: EntityKind[]) =>
    (author: Author, edits: readonly FieldEdit[], action: string): EntityId =>
      writeEdits(writing, author, edits, { kinds, action }).requestId;

  const sharingStore = new SharingStore(db);
  const messages = new Messages({ ...review, messages: new MessageStore(db), sharing: sharingStore });
  const bulletins = new Bulletins({
    ...parts,
    store: new BulletinStore(db),
    journal,
    publishers: parts.bulletinPublishers,
  });
  const sharing = createSharing({
    ...review,
    sharing: sharingStore,
    organisation: () => divisionStore.organisation(),
    sharedFiles: sharedFiles({ store: attachmentStore, texts, entities, journal }),
  });

  const pendingOf = (kind: EntityKind, id: EntityId) => pending.of(kind, id);
  const takeBack: TakeBack = (user, requestId, fields) => void revert(review, user, requestId, fields);
  const staff = createStaff({
    ...parts,
    store: staffStore,
    entities,
    drafts,
    journal,
    index: staffIndex,
    laterLines,
    context,
    look,
    views,
    undo,
    requestsOf: (personId) => reader.pendingOf(personId),
    pendingOf,
    takeBack,
    filesOf: (owners) => attachmentStore.of(owners),
    organisationName: () => divisionStore.organisation()?.nameFull ?? '',
  });
  const contacts = createContacts({
    ...parts,
    store: new ContactStore(db),
    entities,
    journal,
    peopleBySnils: (numbers) => staffStore.peopleBySnils(numbers),
    requestOf: (personId) => changeStore.topHolder('person', personId)?.requestId ?? null,
    applyEdits: staff.applyEdits,
  });

  function peopleOfRows({ viewId, from, to }: ChosenRows) {
    const { lines, onDay } = views.lines(viewId, from, to - from + 1);
    return { personIds: staffStore.personIdsOf(lines), onDay };
  }

  return {
    handlers: {
      lists: createLists(parts),
      history: createHistory({
        ...writing,
        changesAfter: (id, seq) => changesAfter(journalStore, id, seq),
        pendingOf,
        takeBack,
        edit: {
          person: (author, edits, action) =>
            writeStaffEdits({ ...writing, store: staffStore, index: staffIndex }, author, edits, action).requestId,
          division: (author, edits, action) =>
            editDivisions({ ...writing, store: divisionStore }, author, edits, action).requestId,
          organisation: editOf('organisation', 'building', 'service'),
          staffingDocument: editOf('staffingDocument', 'staffingPosition'),
        },
        refresh: ({ kind, id }) => kind === 'person' && staffIndex.refresh([id]),
      }),
      staff,
      contacts: contacts.handlers,
      organisation: createOrganisation({
        ...parts,
        store: organisationStore,
        entities,
        drafts,
        journal,
        context,
        storedContext,
        marks,
        filesOf: (owners) => attachmentStore.of(owners),
        past: (id, onDay) => pastOf(journalStore, id, endOfLocalDay(onDay)),
        current: () => divisionStore.organisation(),
        undo,
      }),
      divisions: createDivisions({
        ...writing,
        store: divisionStore,
        formerNames,
        marks,
        conflicts,
        undo,
        wholeContext,
        nameOf: (id) => subjects.person.titles([id]).get(id) ?? '',
        positionsIn: (divisionId, day) => staffingStore.openIn(divisionId, day),
        transfer: (author, transfer) =>
          writeTransfer({ ...writing, store: staffStore, index: staffIndex }, author, transfer),
      }),
      staffing: createStaffing({
        ...writing,
        store: staffingStore,
        undo,
        wholeContext,
        marks,
        conflicts,
        organisationId,
      }),
      dictionaries: createDictionaries({
        ...parts,
        store: dictionaryStore,
        dictionaries,
        registry: parts.dictionaryRegistry,
        journal,
        refreshPeople: (people) => staffIndex.refresh(people),
      }),
      edits: createEdits({ db, emit, store: undoStore }),
      attachments: createAttachments({ ...parts, store: attachmentStore, texts, entities, journal, subjects }),
      changes: whileNothingIsWritten(
        createChanges({ ...review, emit, containers: new Containers(parts.host, ids), messages }),
        () => imports.writing.isBusy,
      ),
      imports: imports.handlers,
      bulletins: bulletins.handlers,
      bulk: createBulk({
        ...writing,
        store: new BulkStore(db),
        staff: staffStore,
        files: attachmentsOfMany({ ...writing, store: attachmentStore, texts }),
        writing: imports.writing,
        undo,
        heldBy,
        snilsOwner,
        draftsOf: (subjectIds) => changeStore.openHolders(subjectIds),
        chosen: peopleOfRows,
        standing: (personIds) => staffStore.standing(personIds),
        titles,
        rowsOf: (personIds, onDay) => rowsOf(look, personIds, onDay),
        nameOf: (oid, code) => dictionaries.findStored(oid, code)?.name ?? null,
        divisionName: (id) => staffStore.division(id)?.name ?? null,
        organisationName: () => divisionStore.organisation()?.nameShort ?? divisionStore.organisation()?.nameFull ?? '',
      }),
      notices: createNotices({
        ...writing,
        peopleOf: {
          rows: (rows) => peopleOfRows(rows).personIds,
          division: (id) => divisionStore.peopleBelow(id, clock.today()),
          request: (id) => changeStore.peopleOf(id),
        },
        rowsOf: (personIds) => rowsOf(look, personIds),
        nameOf: (oid, code) => dictionaries.findStored(oid, code)?.name ?? null,
        organisationName: () => divisionStore.organisation()?.nameFull ?? '',
      }),
      papers: createPapers({
        ...writing,
        store: new PaperStore(db),
        organisationId,
        pending,
        names: storedContext,
        filesOf: (owners) => attachmentStore.of(owners),
        organisationName: () => divisionStore.organisation()?.nameFull ?? '',
      }),
      journal: createJournal({
        store: journalStore,
        titles,
        findSubjects: (text) => staffStore.personIdsOf(views.search(text, FOUND_AT_MOST)),
      }),
      search: createSearch({ store: new SearchStore(db), dictionaries, clock }),
      home: createHome({
        store: new HomeStore(db),
        clock,
        countDivisions: (today) => divisionStore.countOpen(today),
        requestCounts: () => reader.counts(),
      }),
    },
    organisationId,
    entities,
    dictionaries,
    journal,
    pending,
    staffIndex,
    recheck: createRecheck(review),
    catchUp: () => laterLines.catchUp(),
    imports,
    texts,
    sharing,
    messages,
    bulletins,
    emailOf: contacts.emailOf,
    requests: {
      sharing,
      messages,
      reader,
      entitiesOf: (requestId) => changeStore.entities(requestId),
      titlesOf: (requestId) => differences(review, requestId, false).map(({ title }) => title),
    },
    organisationOid: () => organisationOf(db),
  };
}
