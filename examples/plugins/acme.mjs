// @ts-check
/** A plug-in: a plain object, the default export of its module. This one has all that a plug-in can have. */
import { asciidoc } from './asciidoc.mjs';
import { procfile } from './procfile.mjs';
import { hasOwner, vendorFallback } from './vendor-fallback.mjs';

/** @type {import('faultline').Plugin} */
export default {
  api: 1,
  // Its rules are called acme/has-owner and acme/vendor-fallback.
  name: 'acme',
  scanners: [procfile],
  rules: [hasOwner, vendorFallback],
  reporters: [asciidoc],
};
