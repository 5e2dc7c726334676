/** What is looked at, what is not in it, and how to read and use the page. */
import '../style/about.css';
import { Documents } from './about/documents.tsx';
import { Findings } from './about/findings.tsx';
import { Licenses } from './about/licenses.tsx';
import { Legend } from './about/legend.tsx';
import { Scenarios } from './about/scenarios.tsx';
import { Shortcuts } from './about/shortcuts.tsx';
import { useView } from '../parts/view.ts';

export const AboutPanel = () => {
  const { answers } = useView();
  const { facts, opened } = answers;
  return (
    <div class="about">
      <Documents />
      {facts.findings.length === 0 ? null : <Findings findings={facts.findings} />}
      {facts.scenarios.length === 0 ? null : <Scenarios scenarios={facts.scenarios} />}
      <Legend />
      <Shortcuts />
      <footer class="dim">
        <Licenses />
        <p>{`Faultline ${opened.version}. Everything is computed in this page; nothing leaves it.`}</p>
      </footer>
    </div>
  );
};
