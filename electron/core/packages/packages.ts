import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CertificateView } from '#shared/contract/changes.ts';
import type { HostServices } from '#shared/contract/host.ts';
import type { Handlers } from '#shared/contract/index.ts';
import type { PackageKind, PackageNote, PackagePreview } from '#shared/contract/packages.ts';
import type { Policy } from '#shared/contract/policy.ts';
import { DeskError } from '#shared/contract/result.ts';
import type { Contour } from '#shared/domain/states.ts';
import type { EntityId } from '#shared/domain/values.ts';
import { messages } from '#shared/text/translate.ts';
import type { CarriedBulletins } from '../bulletins/bulletins.ts';
import { actorOf, userOf } from '../changes/actor.ts';
import { Containers } from '../changes/containers.ts';
import type { CallContext } from '../core.ts';
import type { Database } from '../db/open.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock, Emit, Ids } from '../ports.ts';
import { replaceFile } from '../reports/file.ts';
import type { SigningProvider, VerifySignature } from '../signing/port.ts';
import type { RegistryCopies } from '../sync/sync.ts';
import { type Chosen, type Looked, readPackage } from './chosen.ts';
import { collect, DIRECTION, type PackageCounts } from './collect.ts';
import { type About, FORMAT, VERSION } from './format.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './limits.ts';
import { headOf, manifestOf, type PackageEntry } from './pack.ts';
import { checkPassphrase, newPassphrase } from './passphrase.ts';
import { type RequestBooks, RequestDesk } from './request-desk.ts';
import { type PackageBox, threadBox } from './seal-thread.ts';
import type { OpenedPackage } from './seal-worker.ts';
import { PackageStore } from './store.ts';
import { checkPackage, compareAll, dryRun, type TakenContents, takeContents } from './take.ts';
import { pagesIn, sealVolume } from './volumes.ts';

export interface PackagesParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly host: Pick<HostServices, 'openFile' | 'saveFile'>;
  readonly journal: Journal;
  readonly signing: SigningProvider;
  readonly verify: VerifySignature;
  readonly policy: () => Pick<Policy, 'signingAuthorities'>;
  /** Whose books these are: OID and contour; null in the training clinic, which exchanges with nobody. */
  readonly owner: () => { readonly organisation: string; readonly contour: Contour } | null;
  readonly requests: RequestBooks;
  readonly bulletins: CarriedBulletins;
  readonly copies: RegistryCopies;
  /** Approved requests may have come. */
  readonly kick: () => void;
  readonly box?: PackageBox;
  readonly limits?: PackageLimits;
}

/** What leaves a name of its own on the stick. */
export const EXTENSION = 'kpkg';
/** Above so many people the page reads its rows again instead of hearing every id. */
const TOLD_AT_MOST = 2000;

/** Exchange by files: packages are written, looked at, and taken. */
export function createPackages(parts: PackagesParts): Handlers<'packages', CallContext> {
  const { db, clock, ids, host, journal, copies, box = threadBox, limits = PACKAGE_LIMITS } = parts;
  const store = new PackageStore(db);
  const requests = new RequestDesk({ ...parts.requests, store, copies });
  const work = { requests, bulletins: parts.bulletins, copies, limits };
  const containers = new Containers(host, ids);
  let chosen: Chosen | null = null;

  function owner() {
    const found = parts.owner();
    if (found === null) throw new DeskError('KD-4008');
    return found;
  }

  /** @throws DeskError KD-6412 another file was chosen since, or the program was restarted */
  function current(fileId: EntityId): Chosen {
    if (chosen?.fileId !== fileId) throw new DeskError('KD-6412');
    return chosen;
  }

  /** Notes what was done and tells it to the journal, in one transaction. */
  function note(direction: PackageNote['direction'], about: About, counts: PackageCounts, context: CallContext): void {
    const actor = actorOf(userOf(context));
    db.transaction(() => {
      const { id, kind } = about;
      store.note({ id, direction, kind, at: clock.now(), by: actor.name, ...counts });
      journal.append({
        action: `packages.${direction === 'written' ? 'write' : 'take'}`,
        actorId: actor.id,
        actorName: actor.name,
        role: actor.role,
        facts: { package: id, kind, ...counts },
      });
    }).immediate();
  }

  async function signerOf({ signature }: OpenedPackage): Promise<CertificateView | null> {
    if (signature === null) return null;
    const { signingAuthorities: authorities } = parts.policy();
    const check = await parts.verify({ ...signature, authorities, signerSnils: null, at: new Date(clock.millis()) });
    // Any person of a trusted authority may sign a package; who it was is shown.
    if (check.view === null || check.reasons.some((reason) => reason !== 'KD-3104')) throw new DeskError('KD-6409');
    return check.view;
  }

  function tell({ requestIds, subjectIds, bulletins }: TakenContents): void {
    if (bulletins.new > 0) parts.emit('data.changed', { kind: 'bulletin', ids: null });
    if (requestIds.length > 0) parts.emit('data.changed', { kind: 'request', ids: [...requestIds] });
    const subjects = subjectIds.length > TOLD_AT_MOST ? null : [...subjectIds];
    if (subjectIds.length > 0) parts.emit('data.changed', { kind: 'person', ids: subjects });
  }

  return {
    state() {
      const isOut = parts.owner() === null;
      return {
        requests: isOut ? 0 : requests.outgoing().length,
        receipts: isOut ? 0 : requests.answered().length,
        messages: {
          requests: isOut ? 0 : requests.unheard(DIRECTION.requests),
          receipts: isOut ? 0 : requests.unheard(DIRECTION.receipt),
        },
        records: isOut ? 0 : copies.count(),
        notes: store.notes(),
      };
    },

    newPassphrase: () => ({ passphrase: newPassphrase() }),
    chooseContainer: () => containers.choose(),

    async write({ kind, passphrase, signing }, context) {
      checkPassphrase(passphrase);
      const madeAt = clock.now();
      const about: About = { format: FORMAT, version: VERSION, id: ids.next(), kind, madeAt, ...owner() };
      const key = await box.newKey(passphrase);
      const head = headOf(about, key);
      const seal = (document: PackageEntry) => sealVolume(document, key.key, head);
      const { entries, volumes, beside, requestIds, counts } = await collect(
        work,
        kind,
        seal,
        context.progress,
        context.signal,
      );
      const { name, role } = userOf(context);
      const { bytes: manifest } = manifestOf(about, { name, role }, entries, beside);
      const container = signing === null ? null : await containers.read(signing.containerId);
      const at = new Date(clock.millis());
      const signature =
        signing === null || container === null
          ? null
          : await parts.signing.sign(container, signing.password, manifest, at);
      const path = await host.saveFile(saveDialog(kind, clock.today()));
      if (path === null) return null;
      await replaceFile(path, (part) =>
        box.write({ path: part, about, key, manifest, signature, entries, volumes }, context.signal),
      );
      db.transaction(() => {
        if (kind === 'requests') store.setTravelled(requestIds, 'out');
        note('written', about, counts, context);
      }).immediate();
      const { size: bytes } = await stat(path);
      return { fileName: basename(path), bytes, requests: counts.requests, records: counts.records };
    },

    async choose() {
      const { organisation, contour } = owner();
      const { dialogs } = messages('ru').packages;
      const filters = [{ name: dialogs.packages, extensions: [EXTENSION] }, allFiles()];
      const path = await host.openFile({ title: dialogs.choose, filters });
      if (path === null) return null;
      const { sealed, bytes } = await readPackage(path);
      const { header } = sealed;
      if (header.organisation !== organisation || header.contour !== contour) throw new DeskError('KD-6404');
      const fileId = ids.next();
      chosen = { fileId, sealed, looked: null };
      const { kind, madeAt } = header;
      return { fileId, fileName: basename(path), bytes, kind, organisation, contour, madeAt };
    },

    async preview({ fileId, passphrase }, { signal, progress }) {
      const of = current(fileId);
      const opened = await box.open(of.sealed, passphrase, signal);
      const signer = await signerOf(opened);
      const checked = await checkPackage(work, opened, signal);
      const total = opened.pages.length + opened.volumes.length;
      const pages = pagesIn({ sealed: of.sealed, opened }, { box, limits }, signal);
      const records = await compareAll(work, pages, total, progress, signal);
      const taken = dryRun(db, () => takeContents(work, opened, checked));
      of.looked = { opened, signer, checked, records };
      return shown(fileId, of.looked, taken);
    },

    async take({ fileId }, context) {
      const { sealed, looked } = current(fileId);
      if (looked === null) throw new DeskError('KD-6412');
      const { opened, checked, records } = looked;
      const taken = db
        .transaction(() => {
          const done = takeContents(work, opened, checked);
          if (opened.manifest.kind === 'requests') store.setTravelled(cameIn(done), 'in');
          return done;
        })
        .immediate();
      tell(taken);
      const total = records.new + records.changed + records.known;
      const pages = pagesIn({ sealed, opened }, { box, limits }, context.signal);
      await copies.take(pages, (done) => context.progress(done, total), context.signal);
      await requests.retry();
      const filesRefused = await requests.takeFiles(opened.files, context.signal);
      const preview = { ...shown(fileId, looked, taken), filesRefused };
      const { messages: said } = taken;
      const messageCount = said.new + said.known;
      note('taken', opened.manifest, { requests: taken.lines.length, messages: messageCount, records: total }, context);
      chosen = null;
      parts.kick();
      return preview;
    },
  };

  function shown(
    fileId: EntityId,
    { opened, signer, records }: Looked,
    { lines, messages, bulletins }: TakenContents,
  ): PackagePreview {
    const { kind, madeAt, madeBy, id } = opened.manifest;
    return {
      fileId,
      kind,
      madeAt,
      madeBy: madeBy.name,
      takenAt: store.takenAt(id),
      signer,
      requests: [...lines],
      messages,
      bulletins,
      records,
      files: opened.files.length,
      filesRefused: 0,
    };
  }
}

/** Requests that are here now, whose desk is owed an answer. */
function cameIn({ lines }: TakenContents): EntityId[] {
  return lines.filter(({ outcome }) => outcome !== 'refused').map(({ requestId }) => requestId);
}

function saveDialog(kind: PackageKind, today: string) {
  const { dialogs } = messages('ru').packages;
  return {
    title: dialogs.save,
    fileName: `${dialogs.fileNames[kind]} ${today}.${EXTENSION}`,
    filters: [{ name: dialogs.packages, extensions: [EXTENSION] }],
  };
}

function allFiles() {
  return { name: messages('ru').main.dialogs.allFiles, extensions: ['*'] };
}
