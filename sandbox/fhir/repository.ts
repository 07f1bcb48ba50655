import { randomUUID } from 'node:crypto';
import {
  applyPatch,
  gone,
  notFound,
  type Operation,
  OperationOutcomeError,
  type SearchRequest,
  validateResource,
  type WithId,
} from '@medplum/core';
import {
  type CreateResourceOptions,
  type DeleteResourceOptions,
  FhirRepository,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Bundle, Parameters, Reference, Resource } from '@medplum/fhirtypes';
import { loadDefinitions } from './definitions.ts';
import { invalid, preconditionFailed } from './outcome.ts';
import { checkReferences, checkValues } from './refusals.ts';
import type { Registry } from './registry.ts';
import { matching } from './search.ts';
import { Stage } from './stage.ts';
import { type Version, versionJson } from './versions.ts';

/**
 * The repository that the FHIR router works on. Every write, alone or in a bundle, is staged and committed as one step;
 * writers wait for each other, readers see committed versions only.
 */
export class RegistryRepository extends FhirRepository {
  readonly registry: Registry;
  readonly #stage: Stage | undefined;
  /** The tail of the queue of writers, common to the repository and its transactions. */
  readonly #queue: { tail: Promise<unknown> };

  constructor(registry: Registry, stage?: Stage, queue: { tail: Promise<unknown> } = { tail: Promise.resolve() }) {
    super();
    this.registry = registry;
    this.#stage = stage;
    this.#queue = queue;
  }

  get view(): Stage {
    return this.#stage ?? new Stage(this.registry);
  }

  override setMode(): void {}

  override generateId(): string {
    return randomUUID();
  }

  override async withTransaction<TResult>(callback: (repository: this) => Promise<TResult>): Promise<TResult> {
    return this.transact((inner) => callback(this.#same(inner)));
  }

  /** Runs `work` on staged state and commits it as one step; an exception leaves nothing behind. */
  async transact<TResult>(work: (inner: RegistryRepository, stage: Stage) => Promise<TResult>): Promise<TResult> {
    if (this.#stage !== undefined) return work(this, this.#stage);
    const run = async (): Promise<TResult> => {
      const stage = new Stage(this.registry);
      const result = await work(new RegistryRepository(this.registry, stage, this.#queue), stage);
      for (const check of stage.takeChecks()) check();
      this.registry.commit(stage.versions);
      return result;
    };
    const turn = this.#queue.tail.then(run, run);
    this.#queue.tail = turn.catch(() => undefined);
    return turn;
  }

  override async createResource<T extends Resource>(resource: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const id = options?.assignedId === true && resource.id !== undefined ? resource.id : this.generateId();
    return this.transact(async (_, stage) => {
      if (stage.newest(resource.resourceType, id) !== undefined) throw invalid('Assigned id is already in use');
      return write(stage, { ...resource, id }, 'POST');
    });
  }

  override async updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    const { id } = resource;
    if (id === undefined || !/^[A-Za-z0-9\-.]{1,64}$/.test(id))
      throw invalid('Invalid id', `${resource.resourceType}.id`);
    return this.transact(async (_, stage) => {
      guard(stage.newest(resource.resourceType, id), options?.ifMatch);
      return write(stage, { ...resource, id }, 'PUT');
    });
  }

  override async deleteResource(resourceType: string, id: string, options?: DeleteResourceOptions): Promise<void> {
    await this.transact(async (_, stage) => {
      const current = stage.newest(resourceType, id);
      if (current === undefined) throw new OperationOutcomeError(notFound);
      guard(current, options?.ifMatch);
      if (current.method === 'DELETE') return;
      const versionId = current.versionId + 1;
      stage.put({ type: resourceType, id, versionId, at: stage.at, method: 'DELETE', json: null });
    });
  }

  override async patchResource<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    if (!Array.isArray(patch)) throw invalid('Only JSON Patch is supported');
    return this.transact(async (inner) => {
      const resource = await inner.readResource<T>(resourceType, id);
      const failed = applyPatch(resource, patch).find((error) => error !== null);
      if (failed !== undefined) throw invalid(String(failed));
      return inner.updateResource(resource, options);
    });
  }

  override async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return content<T>(this.view.newest(resourceType, id));
  }

  override async readVersion<T extends Resource>(resourceType: string, id: string, vid: string): Promise<WithId<T>> {
    return content<T>(this.registry.historyOf(resourceType, id).find((version) => String(version.versionId) === vid));
  }

  override async readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [type, id] = reference.reference?.split('/') ?? [];
    if (type === undefined || id === undefined) throw invalid('Invalid reference');
    return this.readResource<T>(type, id);
  }

  override async readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return Promise.all(
      references.map((one) =>
        this.readReference<T>(one).catch((error: unknown) =>
          error instanceof Error ? error : new Error(String(error)),
        ),
      ),
    );
  }

  override async readHistory<T extends Resource>(resourceType: string, id: string): Promise<Bundle<WithId<T>>> {
    const versions = this.registry.historyOf(resourceType, id).filter((version) => version.method !== 'DELETE');
    const entry = versions.toReversed().map((version) => ({ resource: content<T>(version) }));
    return { resourceType: 'Bundle', type: 'history', entry };
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const found = matching(this.view, request);
    const shown = found.slice(request.offset ?? 0).slice(0, request.count);
    const entry = shown.map((version) => ({ resource: content<T>(version) }));
    return { resourceType: 'Bundle', type: 'searchset', total: found.length, ...(entry.length > 0 ? { entry } : {}) };
  }

  override async searchByReference<T extends Resource>(): Promise<Record<string, WithId<T>[]>> {
    throw invalid('Not supported');
  }

  /** The router's type for the callback is `this`; a transaction's repository is of this very class. */
  #same(inner: RegistryRepository): this {
    return inner as this;
  }
}

function guard(current: Version | undefined, ifMatch: string | undefined): void {
  if (ifMatch === undefined) return;
  if (current === undefined) throw preconditionFailed(`Expected version ${ifMatch}, there is none`);
  if (String(current.versionId) !== ifMatch) {
    throw preconditionFailed(`Expected version ${ifMatch}, the current one is ${current.versionId}`);
  }
}

function write<T extends Resource>(stage: Stage, resource: T & { id: string }, method: 'POST' | 'PUT'): WithId<T> {
  loadDefinitions();
  validateResource(resource);
  checkValues(resource, stage);
  stage.checkLater(() => checkReferences(resource, stage));
  const { resourceType: type, id } = resource;
  const current = stage.newest(type, id);
  const version: Version = {
    type,
    id,
    versionId: (current?.versionId ?? 0) + 1,
    at: stage.at,
    method: current === undefined ? 'POST' : method,
    json: versionJson(resource, (current?.versionId ?? 0) + 1, stage.at),
  };
  stage.put(version);
  return content<T>(version);
}

function content<T extends Resource>(version: Version | undefined): WithId<T> {
  if (version === undefined) throw new OperationOutcomeError(notFound);
  if (version.json === null) throw new OperationOutcomeError(gone);
  return JSON.parse(version.json);
}
