import { describe, expect, it } from '@jest/globals';
import { WatchPlaces } from './watch-places.js';

const alice = { subject: 'alice', groups: [] };
const bob = { subject: 'bob', groups: [] };

describe('the places of watches', () => {
  it('are so many for one caller, and free again when a watch has ended', () => {
    const places = new WatchPlaces({ perCaller: 2, perProcess: 100 });
    const end = places.take(alice);
    places.take(alice);
    expect(() => places.take(alice)).toThrow('one caller may have 2 watches open at once');
    places.take(bob);
    expect(places.size).toBe(3);
    end();
    end();
    expect(places.size).toBe(2);
    places.take(alice);
    expect(() => places.take(alice)).toThrow('2 watches');
  });

  it('are so many for all', () => {
    const places = new WatchPlaces({ perCaller: 2, perProcess: 3 });
    const end = places.take(alice);
    places.take(alice);
    places.take(bob);
    expect(() => places.take(bob)).toThrow('a process serves 3 watches at once');
    end();
    places.take(bob);
  });

  it('are of who asks, whoever they act as', () => {
    const places = new WatchPlaces({ perCaller: 1, perProcess: 3 });
    places.take({ ...bob, impersonator: 'alice' });
    expect(() => places.take(alice)).toThrow('one caller');
    places.take(bob);
  });
});
