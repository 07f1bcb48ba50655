import { beforeEach, describe, expect, it } from 'vitest';
import { Endpoints } from './endpoints.ts';

const [FIRST, SECOND, THIRD] = ['https://a.example/fhir', 'https://b.example/fhir', 'https://b.example/spare'];
const REST = 30_000;
let now: number;
let endpoints: Endpoints;

beforeEach(() => {
  now = 0;
  endpoints = new Endpoints([`${FIRST}/`, SECOND, THIRD], { monotonic: () => now });
});
const fail = (base: string, times: number): void => {
  for (let i = 0; i < times; i++) endpoints.failed(base);
};

describe('addresses of a registry', () => {
  it('are asked in the order of the policy', () => expect(endpoints.order()).toEqual([FIRST, SECOND, THIRD]));

  it('the one that answered is asked first, until it fails', () => {
    endpoints.answered(SECOND);
    expect(endpoints.order()).toEqual([SECOND, FIRST, THIRD]);
    endpoints.failed(SECOND);
    expect(endpoints.order()).toEqual([FIRST, SECOND, THIRD]);
  });

  it('one is left alone after three failures in a row', () => {
    fail(FIRST, 2);
    endpoints.answered(FIRST);
    fail(FIRST, 2);
    expect(endpoints.order()).toContain(FIRST);
    fail(FIRST, 1);
    expect(endpoints.order()).toEqual([SECOND, THIRD]);
  });

  it('after a rest one request probes it: an answer closes the circuit, a failure opens it again', () => {
    fail(FIRST, 3);
    now = REST;
    expect(endpoints.order()[0]).toBe(FIRST);
    fail(FIRST, 1);
    expect(endpoints.order()).not.toContain(FIRST);
    now = 2 * REST;
    endpoints.answered(FIRST);
    fail(FIRST, 2);
    expect(endpoints.order()).toContain(FIRST);
  });

  it('when all are left alone, the one whose rest ends first is tried', () => {
    fail(FIRST, 3);
    now = 1;
    fail(SECOND, 3);
    fail(THIRD, 3);
    expect(endpoints.order()).toEqual([FIRST]);
  });

  it('a link belongs to the address it begins with, else to one of the same server, else to none', () => {
    expect(endpoints.of(`${THIRD}/Practitioner?page=2`)).toBe(THIRD);
    expect(endpoints.of('https://b.example/pages/2')).toBe(SECOND);
    expect(endpoints.of('https://c.example/fhir/Practitioner')).toBeNull();
    expect(endpoints.of('no address')).toBeNull();
    fail(THIRD, 3);
    expect(endpoints.of(`${THIRD}/Practitioner?page=2`)).toBe(THIRD);
  });
});
