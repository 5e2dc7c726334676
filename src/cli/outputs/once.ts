/** A report that several formats are made of: what they have in common is made by the first that asks. */
import type { Report } from '../../model/report.ts';

/**
 * The same report, each part of it made once. Rows and data are not kept: no two formats ask for them, and nothing is
 * larger.
 */
export const madeOnce = (report: Report): Report => {
  const { blocks, graph, checked, failures } = report;
  return {
    ...report,
    blocks: once(blocks),
    ...(graph === undefined ? {} : { graph: once(graph) }),
    ...(checked === undefined ? {} : { checked: once(checked) }),
    ...(failures === undefined ? {} : { failures: once(failures) }),
  };
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};
