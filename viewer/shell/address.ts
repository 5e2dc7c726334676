/** Keeps the address and the state the same: a link is the state, and the browser's Back undoes a step. */
import { fromHash, toHash } from '../state/hash.ts';
import type { Controller } from './controller.ts';

/** Milliseconds without another change: browsers refuse addresses that change with every frame of a film. */
const PAUSE = 200;

export const followAddress = (controller: Controller): void => {
  let later: ReturnType<typeof setTimeout> | undefined;
  controller.subscribe(({ state }, replace) => {
    const hash = toHash(state);
    if (hash === location.hash.replace(/^#/, '')) return;
    const address = `${location.pathname}${location.search}${hash === '' ? '' : `#${hash}`}`;
    clearTimeout(later);
    if (replace) later = setTimeout(() => history.replaceState(null, '', address), PAUSE);
    else history.pushState(null, '', address);
  });
  const read = (): void => controller.change(() => fromHash(location.hash), true);
  addEventListener('popstate', read);
  addEventListener('hashchange', () => {
    if (toHash(controller.snapshot().state) !== toHash(fromHash(location.hash))) read();
  });
};
