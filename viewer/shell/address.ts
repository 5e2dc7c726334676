/** Keeps the address and the state the same: a link is the state, and the browser's Back undoes a step. */
import { fromHash, toHash } from '../state/hash.ts';
import type { Controller } from './controller.ts';

export const followAddress = (controller: Controller): void => {
  controller.subscribe(({ state }, replace) => {
    const hash = toHash(state);
    if (hash === location.hash.replace(/^#/, '')) return;
    const address = `${location.pathname}${location.search}${hash === '' ? '' : `#${hash}`}`;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  });
  const read = (): void => controller.change(() => fromHash(location.hash), true);
  addEventListener('popstate', read);
  addEventListener('hashchange', () => {
    if (toHash(controller.snapshot().state) !== toHash(fromHash(location.hash))) read();
  });
};
