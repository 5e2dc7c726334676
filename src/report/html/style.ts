/** The style of a page: light or dark as the reader's system is, without fonts or pictures from elsewhere. */
import { DEEPEST } from './blocks.ts';

const depths = Array.from(
  { length: DEEPEST + 1 },
  (_, depth) => `.tree .d${depth}{padding-left:${(depth * 1.4 + 0.7).toFixed(1)}rem}`,
);

export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#59636e;--ground:#fff;--panel:#f6f8fa;--line:#d1d9e0;--accent:#0b57c4;
--operational:#eef2f5;--operational-line:#8494a3;--degraded:#fff3bf;--degraded-line:#b08900;
--partial:#ffd8a8;--partial-line:#d9480f;--outage:#f5b5b5;--outage-line:#a31515;--added:#1a7f37;
--error:#b3201e;--warning:#8a5a00;--note:#0b57c4}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#9aa5b1;--ground:#0f1318;--panel:#181d24;--line:#333b45;--accent:#6cb0ff;
--operational:#242b33;--operational-line:#6b7885;--degraded:#4a3d08;--degraded-line:#d4a72c;
--partial:#562a0b;--partial-line:#f0883e;--outage:#5c1a1a;--outage-line:#f47067;--added:#4ac26b;
--error:#ff8a82;--warning:#e3b341;--note:#6cb0ff}}
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--ground)}
header,main{max-width:76rem;margin:0 auto;padding:1.25rem}
header{padding-bottom:0}main{padding-top:0}
h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .6rem;overflow-wrap:anywhere}
p{margin:.6rem 0;overflow-wrap:anywhere}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.dim,.brand{color:var(--dim)}.brand{margin:0;font-size:.85rem}
.fails{border:1px solid var(--error);border-left-width:5px;border-radius:6px;padding:.6rem 1rem;margin:0 0 1rem}
.fails p{margin:0;font-weight:600;color:var(--error)}.fails ul{margin:.3rem 0 0;padding-left:1.2rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{padding:.4rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{color:var(--dim);font-weight:600;white-space:nowrap;border-bottom-width:2px}
tbody tr:hover td{background:var(--panel)}
.right{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
th button:hover{color:var(--accent)}
th[aria-sort=ascending] button::after{content:" \\25b2"}th[aria-sort=descending] button::after{content:" \\25bc"}
.state{border:1px solid;border-radius:1rem;padding:.05rem .55rem;font-size:.85em;white-space:nowrap}
.state.operational{background:var(--operational);border-color:var(--operational-line)}
.state.degraded{background:var(--degraded);border-color:var(--degraded-line)}
.state.partial{background:var(--partial);border-color:var(--partial-line)}
.state.outage{background:var(--outage);border-color:var(--outage-line)}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;background:var(--ground)}
details>*{margin-left:1rem;margin-right:1rem}
summary{cursor:pointer;padding:.5rem .9rem;margin:0;overflow-wrap:anywhere}
details[open]>summary{border-bottom:1px solid var(--line);margin-bottom:.6rem}
.tree{list-style:none;margin:.4rem 0;padding:0}.tree li{border-left:2px solid var(--line);padding:.15rem 0 .15rem .7rem;overflow-wrap:anywhere}
${depths.join('')}
.timeline td:first-child{white-space:nowrap}.timeline thead th:nth-child(2){min-width:20rem}
.timeline .end{float:right}.bar svg{display:block;width:100%;height:1.1rem}.bar .back{fill:var(--panel)}
.bar .degraded{fill:var(--degraded-line)}.bar .partial{fill:var(--partial-line)}.bar .outage{fill:var(--outage-line)}
figure{margin:1rem 0;border:1px solid var(--line);border-radius:6px;padding:.6rem}figcaption{color:var(--dim);font-size:.9rem;margin-bottom:.4rem}
.graph text{fill:var(--ink);font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;text-anchor:middle}
.graph .small{fill:var(--dim);font-size:10.5px}
.graph rect{stroke-width:1.5}.graph .fault rect{stroke-width:3.5;stroke-dasharray:6 3}
.graph .operational rect{fill:var(--operational);stroke:var(--operational-line)}
.graph .degraded rect{fill:var(--degraded);stroke:var(--degraded-line)}
.graph .partial rect{fill:var(--partial);stroke:var(--partial-line)}
.graph .outage rect{fill:var(--outage);stroke:var(--outage-line)}
.graph .edge{fill:none;stroke:var(--operational-line);stroke-width:1.3;marker-end:url(#head)}
.graph marker path{fill:var(--operational-line)}
.graph .group,.graph .removed{stroke-dasharray:5 4}.graph .path{stroke:var(--outage-line);stroke-width:2.4;marker-end:url(#head-path)}
.graph #head-path path{fill:var(--outage-line)}
.graph .added{stroke:var(--added)}.graph .removed{stroke:var(--outage-line)}
.bar-tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.6rem 0;position:sticky;top:0;background:var(--ground);padding:.5rem 0;z-index:1}
.bar-tools input[type=search]{flex:1 1 16rem}
.bar-tools input[type=search],.bar-tools select{font:inherit;padding:.35rem .6rem;border:1px solid var(--line);border-radius:6px;background:var(--ground);color:inherit;max-width:100%}
.bar-tools label{white-space:nowrap;border:1px solid var(--line);border-radius:1rem;padding:.2rem .7rem;cursor:pointer}
.finding summary{display:grid;grid-template-columns:5.2rem minmax(0,1fr) auto;gap:.2rem .8rem;align-items:baseline}
.finding .where{color:var(--dim);font-size:.88rem;text-align:right}
.severity{font-weight:600;white-space:nowrap}.finding .severity::before{content:"\\25b8  "}.finding[open] .severity::before{content:"\\25be  "}.severity.error{color:var(--error)}.severity.warning{color:var(--warning)}.severity.note{color:var(--note)}
.finding.error{border-left:5px solid var(--error)}.finding.warning{border-left:5px solid var(--warning)}.finding.note{border-left:5px solid var(--note)}
.finding.excused{opacity:.72;border-left-style:dotted}
.finding ol{padding-left:1.6rem}.finding li{margin:.25rem 0;overflow-wrap:anywhere}
.more{font:inherit;padding:.4rem 1rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:inherit;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
@media (max-width:44rem){.finding summary{grid-template-columns:auto 1fr}.finding .where{grid-column:1/-1;text-align:left}}
@media print{.bar-tools,.more{display:none}}
`;
