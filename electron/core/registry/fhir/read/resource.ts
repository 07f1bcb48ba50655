import type { z } from 'zod';
import type { RemoteChange, RemoteContent, RemoteKind, Snapshot } from '../../port.ts';
import { isObject } from '../json.ts';
import { Basic, HealthcareService, Location, Organization, Practitioner, PractitionerRole } from '../schema.ts';
import { kindOfBasic, readStaffingDocument, readStaffingPosition } from './basic.ts';
import { readService } from './healthcare-service.ts';
import { isBuilding, readBuilding } from './location.ts';
import { kindOfOrganization, readDivision, readOrganisation } from './organization.ts';
import { readPerson } from './practitioner.ts';
import { readEmployment } from './practitioner-role.ts';

export type Read = Pick<RemoteChange, 'kind' | 'content'>;

/** Reads a resource of a type that this desk maps; null for any other type. */
export function readResource(resource: unknown): Read | null {
  switch (isObject(resource) ? resource.resourceType : undefined) {
    case 'Organization':
      return read(Organization, resource, 'division', (value) => {
        const kind = kindOfOrganization(value);
        return [kind, kind === 'organisation' ? readOrganisation(value) : readDivision(value), 'partOf'];
      });
    case 'Practitioner':
      return read(Practitioner, resource, 'person', (value) => ['person', readPerson(value), '']);
    case 'PractitionerRole':
      return read(PractitionerRole, resource, 'employment', (value) => [
        'employment',
        readEmployment(value),
        'practitioner',
      ]);
    case 'Location':
      return read(Location, resource, 'building', (value) =>
        isBuilding(value) ? ['building', readBuilding(value), 'managingOrganization'] : null,
      );
    case 'HealthcareService':
      return read(HealthcareService, resource, 'service', (value) => ['service', readService(value), 'providedBy']);
    case 'Basic':
      return read(Basic, resource, 'staffingPosition', (value) => {
        switch (kindOfBasic(value)) {
          case 'staffingDocument':
            return ['staffingDocument', readStaffingDocument(value), 'subject'];
          case 'staffingPosition':
            return ['staffingPosition', readStaffingPosition(value), 'extension'];
          case null:
            return null;
        }
      });
    default:
      return null;
  }
}

/**
 * @param interpret answers the kind, the snapshot, and the element at fault where there is no snapshot; null for what
 *   the desk does not keep
 */
function read<S extends z.ZodType>(
  schema: S,
  resource: unknown,
  family: RemoteKind,
  interpret: (value: z.output<S>) => readonly [RemoteKind, Snapshot | null, string] | null,
): Read {
  const parsed = schema.safeParse(resource);
  if (!parsed.success) return { kind: family, content: unreadable(parsed.error.issues[0]?.path.join('.') ?? '') };
  const found = interpret(parsed.data);
  if (found === null) return { kind: family, content: { state: 'deleted' } };
  const [kind, snapshot, element] = found;
  return { kind, content: snapshot === null ? unreadable(element) : { state: 'present', snapshot } };
}

function unreadable(problem: string): RemoteContent {
  return { state: 'unreadable', problem };
}
