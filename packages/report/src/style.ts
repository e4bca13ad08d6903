import { tissueRules } from './tissue/style.js';

/** The one style sheet: light and dark, from 320 px up, and for paper. */
export function styleSheet(palette: { readonly light: string; readonly dark: string }): string {
  const light = `color-scheme:light;--paper:#fff;--panel:#f6f7f9;--ink:#16191e;--muted:#5a616c;--rule:#e3e6ea;--band:#e9edf2;--link:#00578a;--down:#00578a;--up:#a84300;--good:#00694a;--bad:#b3261e;${palette.light}`;
  const dark = `color-scheme:dark;--paper:#14171c;--panel:#1c2027;--ink:#e9ecf1;--muted:#a3abb7;--rule:#2c323b;--band:#252b34;--link:#8ecbff;--down:#7cc4ff;--up:#ffa873;--good:#55d6a8;--bad:#ff8b80;${palette.dark}`;
  return `
:root{${light}}
@media (prefers-color-scheme:dark){:root:not(.light){${dark}}}
:root.dark{${dark}}
${rules}${tissueRules}
@media print{:root{${light}}${paper}}`;
}

const rules = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:32px}
.kicker{margin:0;color:var(--muted);font-size:14px;letter-spacing:.02em}
h1{font-size:clamp(24px,4.2vw,38px);line-height:1.18;margin:6px 0 20px;text-wrap:balance;max-width:26em}
h2{font-size:22px;line-height:1.25;margin:0 0 14px}
h3{font-size:16px;margin:0 0 10px}
h4{font-size:13.5px;font-weight:600;margin:0 0 4px;line-height:1.3}
section{padding:28px 0;border-top:1px solid var(--rule)}
section:first-child{border-top:0;padding-top:0}
p,li,dd{max-width:72ch}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.answer{background:var(--panel);border-radius:10px;padding:20px 24px}
.sentence{font-size:18px;line-height:1.5;margin:0 0 12px}
.sentence strong{font-weight:700}
.grounds{list-style:none;margin:-4px 0 20px;padding:0 0 0 14px;border-left:2px solid var(--rule)}
.grounds li{font-size:14.5px;line-height:1.5;color:var(--muted);margin:3px 0}
.whole{white-space:nowrap}
.grounds b{font-weight:600;color:var(--ink)}
.answer .evidence{margin:14px 0 0}
.answer .evidence .scroll{margin-top:8px}
.sentence.lowers strong,.verdict.lowers{color:var(--down)}
.sentence.raises strong,.verdict.raises{color:var(--up)}
.sentence.cannot-be-decided strong,.verdict.cannot-be-decided{color:var(--muted)}
.verdict.good{color:var(--good)}
.verdict.bad{color:var(--bad)}
.verdict{font-weight:600}
.aside{color:var(--muted);font-size:14.5px;margin:0}
.notice{border-left:4px solid var(--up);padding:2px 0 2px 14px;color:var(--ink);font-size:14.5px;margin:20px 0 28px}
.figure{margin:0 0 30px;break-inside:avoid}
.figure:last-child{margin-bottom:0}
figcaption{color:var(--muted);font-size:14px;line-height:1.45;margin-top:10px;max-width:80ch}
.plate svg{display:block;max-width:100%;height:auto}
.plate svg.row{height:30px;overflow:visible}
.plate svg.axis{height:26px}
.plot text{fill:currentColor}
.plot{color:var(--ink)}
.forest{width:100%;border-collapse:collapse;font-size:15px}
.forest th{text-align:left;font-weight:600}
.forest thead th{color:var(--muted);font-size:13px;font-weight:500;padding:0 12px 6px 0}
.forest tbody th,.forest tbody td{padding:0 12px 4px 0;border:0}
.forest tbody th{line-height:1.35}
.forest tbody th{width:26%}
.forest .drawn{width:40%}
.forest th .aside{font-weight:400;font-size:14px}
.forest tbody .group th{width:auto;padding-top:14px}
.forest .ratio{white-space:nowrap}
.forest .ratio span{color:var(--muted)}
.forest .verdict{font-size:14px;width:14em}
.forest.screen .drawn{width:36%}
.forest.screen thead th{vertical-align:bottom}
.forest.screen tbody th{width:20%}
.forest.screen tbody th,.forest.screen tbody td{padding-bottom:6px;vertical-align:top}
.forest.screen tbody td{padding-top:2px}
.forest.screen tbody .drawn{padding-top:0}
.forest.screen tbody th .aside{display:block;line-height:1.3}
.forest.screen .verdict{width:auto;white-space:nowrap}
.plate svg.strip{overflow:visible;max-width:none}
.strip text{fill:var(--muted);font-size:12px}
.forest.screen .cells svg{margin-top:4px}
.plate .screen svg.row.axis{height:26px}
.chance{margin-right:8px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:0 0 12px;font-size:14px}
.legend svg{display:inline-block}
.band{fill:var(--band)}
.one{stroke:var(--muted);stroke-dasharray:3 3}
.bar{stroke-width:2.5;stroke-linecap:round}
.reach{stroke-width:13;opacity:.26}
.dot{stroke-width:2}
.axis line{stroke:var(--muted)}
.axis text{fill:var(--muted);font-size:12px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,236px),1fr));gap:18px 20px}
.small svg{width:100%;max-width:330px}
.strip-of [aria-label=text]{color:var(--paper);font-weight:600}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,210px),1fr));gap:20px}
.card h4{min-height:2.6em;display:flex;align-items:flex-end}
.picture{position:relative;border-radius:6px;overflow:hidden;background:#000}
.picture img,.thumbnails img{display:block;width:100%;height:auto}
.picture svg{position:absolute;inset:0;width:100%;height:100%}
.thumbnails{display:grid;grid-template-columns:repeat(4,1fr);gap:4px;margin-top:4px}
.thumbnails img{border-radius:4px}
.thumbnails span{display:block;font-size:12px;color:var(--muted);margin-top:2px}
.wide{display:block}
.narrow{display:none}
.scroll{overflow-x:auto;margin:0 0 18px}
.scroll table{border-collapse:collapse;width:100%;font-size:14px}
.scroll caption{text-align:left;color:var(--muted);font-size:13.5px;padding-bottom:6px}
.scroll th,.scroll td{text-align:left;padding:6px 14px 6px 0;border-bottom:1px solid var(--rule);vertical-align:top}
.scroll thead th{color:var(--muted);font-weight:500;border-bottom:1px solid var(--muted)}
.scroll tbody th{font-weight:500;min-width:9em}
.scroll td{min-width:3.5em}
.scroll .verdict{white-space:nowrap}
details{margin:0 0 12px}
summary{cursor:pointer;font-weight:600;padding:4px 0}
dt{font-weight:600;margin-top:10px}
dd{margin:2px 0 0;color:var(--muted);font-size:14.5px}
.references{font-size:14.5px;padding-left:1.8em}
.references a,.scroll a{overflow-wrap:anywhere}
.warnings li{color:var(--up)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
footer{padding-bottom:48px}
.sides{margin:0}
.sides>div{display:grid;grid-template-columns:minmax(0,4fr) minmax(0,5fr) minmax(0,5fr);gap:4px 32px;padding:14px 0;border-top:1px solid var(--rule)}
.sides>div:first-child{border-top:0;padding-top:0}
.sides dt{font-weight:600;margin:0}
.sides dd{margin:0;color:var(--ink)}
.sides span,.sides small{display:block;color:var(--muted);font-size:13px}
.sides small{margin-top:2px}
@media (max-width:680px){
.sides>div{grid-template-columns:minmax(0,1fr);gap:8px}
main,header,footer{padding:0 16px}
header{padding-top:20px}
.answer{padding:16px}
.sentence{font-size:16.5px}
.wide{display:none}
.narrow{display:block}
.forest,.forest tbody,.forest tfoot{display:block}
.forest thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.forest tbody tr{display:grid;grid-template-columns:1fr auto;column-gap:12px;padding:8px 0 2px;border-top:1px solid var(--rule)}
.forest tbody th,.forest tbody td,.forest .drawn{width:auto;padding:0}
.forest .drawn{grid-column:1/-1;grid-row:3}
.forest .verdict{text-align:right}
.forest .ratio{grid-row:2;grid-column:1}
.forest .verdict{grid-row:2;grid-column:2}
.forest tbody th{grid-column:1/-1}
.forest tfoot tr,.forest tfoot .drawn{display:block}
.forest tfoot td:not(.drawn){display:none}
.forest.screen tbody th,.forest.screen tbody .drawn{width:auto}
.forest.screen tbody th{grid-column:1}
.forest.screen tbody .cells{grid-row:1;grid-column:2}
.forest.screen tfoot .drawn{width:auto}
.cards{grid-template-columns:repeat(2,minmax(0,1fr));gap:14px}
}`;

const paper = `
body{font-size:10.5pt}
main,header,footer{max-width:none;padding:0}
section{break-inside:auto}
details::details-content{content-visibility:visible;display:block;height:auto}
a{color:inherit}`;
