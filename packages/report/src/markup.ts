/** Text made safe for HTML and SVG content and for quoted attributes. */
export function escapeHtml(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (mark) => marks[mark]);
}

/** A figure with a number-free title above and a caption below; `body` is markup. */
export function figure(title: string, caption: string, body: string): string {
  return [
    '<figure class="figure">',
    `<h3>${escapeHtml(title)}</h3>`,
    `<div class="plate">${body}</div>`,
    `<figcaption>${escapeHtml(caption)}</figcaption>`,
    '</figure>',
  ].join('\n');
}

/** A section with a heading; nothing where there is nothing to say. */
export function section(id: string, title: string, ...parts: readonly string[]): string {
  const body = parts.filter((part) => part !== '').join('\n');
  if (body === '') return '';
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escapeHtml(title)}</h2>\n${body}\n</section>`;
}

/** A table that scrolls by itself on narrow screens. Cells are markup; the first of each row is its heading. */
export function table(caption: string, headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
  const body = rows.map(([first, ...rest]) => {
    return `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table>`,
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody></table></div>`,
  ].join('\n');
}
