import { describeViewStore } from '../../../test/contract/view-store.contract.js';
import { InMemoryViewStore } from './in-memory-view-store.js';

describeViewStore('InMemoryViewStore', () => {
  const views = new InMemoryViewStore();
  return Promise.resolve({
    views,
    rowsOf: (streamId: number) => Promise.resolve(views.viewsOf(streamId)),
    close: () => Promise.resolve(),
  });
});
