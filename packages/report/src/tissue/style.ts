/** Moments that buttons and the film are made for, at most. */
const most = 8;

/** Rules for pictures of tissue, joined to those of the page. */
export const tissueRules = `
.key{display:flex;flex-wrap:wrap;gap:4px 28px;align-items:center;margin:0 0 14px}
.key .legend{margin:0}
.scale{display:flex;flex-wrap:wrap;gap:2px 12px;align-items:center;font-size:14px}
.scale .ends{display:inline-flex;align-items:center;gap:7px;color:var(--muted);white-space:nowrap}
.course{margin:0 0 18px}
.course h4{margin-bottom:6px}
.strip-row{display:grid;grid-template-columns:repeat(var(--k),minmax(0,1fr));gap:10px}
.shot .picture,.film{aspect-ratio:1;background:none}
.shot img{position:absolute;inset:0;width:100%;height:100%}
.shot span{display:block;font-size:13px;color:var(--muted);margin-top:3px}
.picture .start{fill:none;stroke:#fff;stroke-width:1.6;stroke-dasharray:5 4;opacity:.85}
.picture text{fill:#fff;font-size:16px}
.shot .picture text{font-size:20px}
.chips{display:flex;flex-wrap:wrap;gap:6px;margin:0 0 12px}
.chips label{font-size:14px;line-height:1.2;padding:5px 11px;border:1px solid var(--rule);border-radius:99px;cursor:pointer;color:var(--muted)}
.chips .play{color:var(--link);border-color:currentColor}
.films{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr));gap:20px}
.film div{position:absolute;inset:0;visibility:hidden}
.film img{width:100%;height:100%}
.film span{position:absolute;left:4%;top:3%;color:#fff;font-size:13px}
${Array.from({ length: most }, (_, i) => `.lapse input:nth-of-type(${i + 2}):checked~.films .film div:nth-child(${i + 1})`).join(',')}{visibility:visible}
${Array.from({ length: most }, (_, i) => `.lapse input:nth-of-type(${i + 2}):checked~.chips label:nth-child(${i + 2})`).join(',')}{background:var(--band);color:var(--ink);border-color:var(--muted)}
${Array.from({ length: most + 1 }, (_, i) => `.lapse input:nth-of-type(${i + 1}):focus-visible~.chips label:nth-child(${i + 1})`).join(',')}{outline:2px solid var(--link);outline-offset:2px}
.lapse input:first-of-type:checked~.chips .play{background:var(--link);color:var(--paper)}
.lapse input:first-of-type:checked~.chips label:not(.play){background:none;color:var(--muted);border-color:var(--rule)}
.lapse input:first-of-type:checked~.films .film div{animation:var(--shot) calc(var(--n)*.7s) step-end calc((var(--i) - var(--n))*.7s) infinite}
${Array.from({ length: most }, (_, i) => `@keyframes shot-${i + 1}{0%{visibility:visible}${(100 / (i + 1)).toFixed(3)}%{visibility:hidden}}`).join('\n')}
@media (prefers-reduced-motion:reduce){.chips .play{display:none}}
@media print{.chips{display:none}}
@media (max-width:680px){.strip-row{grid-template-columns:repeat(var(--m),minmax(0,1fr));gap:8px}.strip-row .picture text{font-size:30px}.films{grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:14px}}`;
