/**
 * The script of a page: sorts tables, and lists findings by what the reader asks for. It sets texts, never HTML, and
 * asks nobody for anything.
 */
export const SCRIPT = `'use strict';
(() => {
  const make = (tag, className, ...parts) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...parts);
    return element;
  };

  // —— tables that sort ——
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.sort ?? cell.textContent.trim();
    const number = Number(text.replaceAll(',', '').replace(/ ?%$/, ''));
    return text === '' || Number.isNaN(number) ? text : number;
  };
  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b
      : typeof a === 'number' ? -1
      : typeof b === 'number' ? 1
      : a < b ? -1 : a > b ? 1 : 0;
  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = make('button', '', header.textContent);
      button.type = 'button';
      header.replaceChildren(button);
      button.addEventListener('click', () => {
        const sign = header.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        header.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
        const rows = [...body.rows].map((row) => ({ row, key: valueOf(row, column) }));
        rows.sort((a, b) => sign * compare(a.key, b.key));
        body.append(...rows.map(({ row }) => row));
      });
    });
  }

  // —— findings ——
  const data = JSON.parse(document.getElementById('data').textContent);
  const list = document.getElementById('findings');
  if (!list) return;
  const STEP = 100;
  const state = (name) => make('span', 'state ' + name, name);
  const place = (one) => (one ? one.file + ':' + one.line : '');
  const rules = new Map(data.rules.map((rule) => [rule.id, rule]));
  const stepOf = ({ node, state: name, message, place: at }) =>
    make('li', '', make('code', '', node), ' ', state(name), ' ', message, at ? make('span', 'dim', ' ' + place(at)) : '');
  const bodyOf = (finding) => {
    const rule = rules.get(finding.rule);
    const parts = [make('p', '', make('code', '', finding.node), ' · ', make('code', '', finding.rule), rule ? ': ' + rule.title : '')];
    if (finding.excuse) parts.push(make('p', 'dim', finding.excuse));
    finding.flows.forEach((flow, i) => {
      parts.push(make('p', 'dim', finding.flows.length === 1 ? 'How the failure gets there' : 'Way ' + (i + 1)));
      parts.push(make('ol', '', ...flow.map(stepOf)));
    });
    if (finding.moreFlows) parts.push(make('p', 'dim', finding.moreFlows));
    if (finding.related.length > 0)
      parts.push(make('ul', '', ...finding.related.map((one) => make('li', '', one.message + ' ', make('span', 'dim', place(one.place))))));
    if (rule) parts.push(make('p', '', rule.why));
    const remedy = finding.remedy ?? (rule && rule.remedy);
    if (remedy) parts.push(make('p', '', make('strong', '', 'What to do: '), remedy));
    parts.push(make('p', 'dim', 'fingerprint ' + finding.fingerprint));
    return parts;
  };
  const elementOf = (finding) => {
    const summary = make('summary', '',
      make('span', 'severity ' + finding.severity, finding.severity),
      make('span', '', finding.message),
      make('span', 'where', place(finding.place)));
    const element = make('details', 'finding ' + finding.severity + (finding.excuse ? ' excused' : ''), summary);
    element.addEventListener('toggle', () => {
      if (element.childNodes.length === 1) element.append(...bodyOf(finding));
    }, { once: true });
    return element;
  };
  const search = document.getElementById('search');
  const rule = document.getElementById('rule');
  const boxes = [...document.querySelectorAll('.bar-tools input[type=checkbox]')];
  const count = document.getElementById('count');
  const more = document.getElementById('more');
  const texts = data.findings.map((one) =>
    [one.message, one.node, one.rule, place(one.place), ...one.flows.flat().map((step) => step.node)].join(' ').toLowerCase());
  let matching = [];
  let shown = 0;
  const showMore = () => {
    list.append(...matching.slice(shown, shown + STEP).map(elementOf));
    shown = Math.min(matching.length, shown + STEP);
    more.hidden = shown === matching.length;
    more.textContent = 'Show more (' + (matching.length - shown) + ' left)';
  };
  const filter = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const on = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    matching = data.findings.filter((one, i) =>
      on.has(one.severity) && (!one.excuse || on.has('excused')) &&
      (rule.value === '' || one.rule === rule.value) && words.every((word) => texts[i].includes(word)));
    count.textContent = matching.length + ' of ' + data.findings.length;
    list.replaceChildren();
    shown = 0;
    showMore();
  };
  for (const input of [search, rule, ...boxes]) input.addEventListener('input', filter);
  more.addEventListener('click', showMore);
  document.getElementById('tools').hidden = false;
  filter();
})();
`;
