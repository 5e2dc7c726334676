/** The panels beside the picture, one at a time. */
import type { ComponentType } from 'preact';
import type { Panel } from '../model/state.ts';
import { AboutPanel } from '../panels/about.tsx';
import { AppsPanel } from '../panels/apps.tsx';
import { ComparePanel } from '../panels/compare.tsx';
import { EditsPanel } from '../panels/edits.tsx';
import { NodePanel } from '../panels/node.tsx';
import { SweepPanel } from '../panels/sweep.tsx';
import { TimePanel } from '../panels/time.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useView } from '../parts/view.ts';

const CONTENT: Readonly<Record<Panel, ComponentType>> = {
  apps: AppsPanel,
  node: NodePanel,
  sweep: SweepPanel,
  time: TimePanel,
  edits: EditsPanel,
  compare: ComparePanel,
  about: AboutPanel,
};

export const SidePanel = () => {
  const { state, answers, change } = useView();
  const hasScenarios = answers.facts.scenarios.length > 0;
  const items: readonly { readonly id: Panel; readonly label: string; readonly count?: number }[] = [
    { id: 'apps', label: 'Apps' },
    { id: 'node', label: 'Details' },
    { id: 'sweep', label: 'Ranking' },
    ...(hasScenarios || state.panel === 'time' ? [{ id: 'time', label: 'Incidents' } as const] : []),
    { id: 'edits', label: 'Try', ...(state.edits.length === 0 ? {} : { count: state.edits.length }) },
    ...(answers.edited.before === undefined && state.panel !== 'compare'
      ? []
      : [{ id: 'compare', label: 'Compare' } as const]),
    { id: 'about', label: 'About' },
  ];
  const Content = CONTENT[state.panel];
  return (
    <aside class="shell-side" id="side" aria-label="Answers">
      <Tabs
        label="Answers"
        items={items}
        selected={state.panel}
        onSelect={(panel: string) => change({ panel: panel as Panel })}
      />
      <div
        class="shell-panel"
        role="tabpanel"
        aria-label={items.find(({ id }) => id === state.panel)?.label ?? ''}
        tabIndex={0}
      >
        <Content />
      </div>
    </aside>
  );
};
