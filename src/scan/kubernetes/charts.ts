/**
 * Helm charts that were not rendered: what lies in a chart's `templates` folder is no object yet, also where a file
 * happens to need no values. Half of a chart would be a system that nobody runs.
 */
import type { Finding } from '../../model/fact.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { joined } from '../paths.ts';

export interface Charts {
  /** The files that are not in any chart. */
  readonly others: readonly SourceFile[];
  readonly findings: readonly Finding[];
}

/** Sets charts' templates apart: one finding per chart, the charts inside of it included. */
export const chartsApart = async (files: readonly SourceFile[], context: ScanContext): Promise<Charts> => {
  const known = new Map<string, string | undefined>();
  for (const file of files) if (file.name === 'Chart.yaml') known.set(joined(file.folder, '.'), file.path);
  const chartAt = async (folder: string): Promise<string | undefined> => {
    if (!known.has(folder)) known.set(folder, (await context.file(folder, 'Chart.yaml'))?.path);
    return known.get(folder);
  };
  const others: SourceFile[] = [];
  const members = new Map<string, number>();
  for (const file of files) {
    if (file.name === 'Chart.yaml') continue;
    const chart = await chartOf(joined(file.folder, '.'), chartAt);
    if (chart === undefined) others.push(file);
    else members.set(chart, (members.get(chart) ?? 0) + 1);
  }
  return { others, findings: [...members].map(([chart, count]) => notRendered(chart, count)) };
};

/** The outermost chart that has a folder among its templates. */
const chartOf = async (
  folder: string,
  chartAt: (folder: string) => Promise<string | undefined>,
): Promise<string | undefined> => {
  const steps = folder.split('/');
  for (let i = 0; i < steps.length; i++) {
    if (steps[i] !== 'templates' && steps[i] !== 'charts') continue;
    const chart = await chartAt(steps.slice(0, i).join('/') || '.');
    if (chart !== undefined) return chart;
  }
  return undefined;
};

const notRendered = (chart: string, count: number): Finding => ({
  kind: 'unrendered',
  message: `${count === 1 ? 'a template' : `${count} templates`} of a Helm chart: values are not filled in`,
  file: chart,
  hint: `render it first: helm template NAME ${chart.replace(/\/?Chart\.yaml$/, '') || '.'} > rendered.yaml`,
});
