// A list of any length of which only the rows in sight are there. Rows come from the server by the hundred.
import { empty, h } from './dom.js';
import { throttled } from './live.js';

const PAGE = 100;
const PAGES_KEPT = 12;

/**
 * @param {object} list
 * @param {string} list.label of the list
 * @param {{title: string, width: string, cell: (row: object) => (Node|string)}[]} list.columns
 * @param {(offset: number, limit: number) => Promise<{total: number, rows: object[]}>} list.load
 * @param {(row: object) => void} [list.open] for a row that is clicked
 * @param {(row: object) => string} [list.style] of a row
 * @param {() => string} [list.scale] what all rows are drawn by besides their content
 * @param {[string, string]} list.nothing for an empty list
 * @param {number} [list.height] most pixels
 */
export function windowed(list) {
  const rowHeight = 34;
  const most = list.height ?? 480;
  const columns = list.columns.map(column => column.width).join(' ');
  const space = h('div', { class: 'space', role: 'presentation' });
  const scroller = h('div', { class: 'scroller', tabindex: 0, role: 'rowgroup', 'aria-label': list.label });
  scroller.append(space);
  const header = h('div', { class: 'header', role: 'row', style: { 'grid-template-columns': columns } },
    list.columns.map(column => h('span', { role: 'columnheader' }, column.title)));
  const grid = h('div', { class: 'grid', role: 'table', 'aria-label': list.label }, h('div', { role: 'rowgroup' }, header), scroller);
  const nothing = h('div', { hidden: true }, empty(...list.nothing));
  const element = h('div', {}, grid, nothing);

  let total = 0;
  let pages = new Map();
  let current = -1;
  let generation = 0;
  let drawn = new Map();

  async function page(number) {
    if (!pages.has(number)) {
      const asked = generation;
      const loading = list.load(number * PAGE, PAGE).then(answer => {
        if (asked !== generation) return;
        pages.set(number, answer.rows);
        size(answer.total);
        draw();
      }, failure => {
        if (asked === generation) pages.delete(number);
        if (failure.name !== 'AbortError') throw failure;
      });
      pages.set(number, null);
      for (const old of [...pages.keys()].slice(0, Math.max(0, pages.size - PAGES_KEPT))) pages.delete(old);
      await loading;
    }
  }

  function size(count) {
    total = count;
    grid.setAttribute('aria-rowcount', count + 1);
    grid.hidden = count === 0;
    nothing.hidden = count !== 0;
    space.style.height = `${count * rowHeight}px`;
    scroller.style.height = `${Math.min(most, count * rowHeight + 1)}px`;
  }

  function row(number) {
    return pages.get(Math.floor(number / PAGE))?.[number % PAGE];
  }

  function draw() {
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - 5);
    const last = Math.min(total, first + Math.ceil((scroller.clientHeight || most) / rowHeight) + 10);
    const lines = [];
    const before = drawn;
    drawn = new Map();
    for (let number = first; number < last; number += 1) {
      const content = row(number);
      if (content === undefined || content === null) page(Math.floor(number / PAGE)).catch(() => {});
      const key = `${JSON.stringify(content)} ${number === current} ${list.scale?.()}`;
      const known = before.get(number);
      const shown = known?.key === key ? known : { key, element: line(number, content) };
      drawn.set(number, shown);
      lines.push(shown.element);
    }
    // what has not changed stays in the page: a row that somebody is pressing must not go away under the pointer
    if (lines.length !== space.children.length || lines.some((each, i) => each !== space.children[i])) space.replaceChildren(...lines);
  }

  function line(number, content) {
    const style = content && list.style ? list.style(content) : '';
    const element = h('div', {
      class: `line ${list.open ? 'clickable' : ''} ${number === current ? 'current' : ''} ${style}`,
      role: 'row', 'aria-rowindex': number + 2,
      style: { top: `${number * rowHeight}px`, height: `${rowHeight}px`, 'grid-template-columns': columns },
    }, content ? list.columns.map(column => h('span', { role: 'cell' }, column.cell(content))) : h('span', { role: 'cell', class: 'soft' }, '…'));
    if (list.open && content) {
      element.addEventListener('click', event => {
        if (!event.target.closest('a, button')) select(number);
      });
    }
    return element;
  }

  function select(number) {
    current = number;
    draw();
    if (row(number)) list.open(row(number));
  }

  function move(number) {
    current = Math.max(0, Math.min(total - 1, number));
    const top = current * rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    if (top + rowHeight > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + rowHeight - scroller.clientHeight;
    draw();
  }

  scroller.addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
  scroller.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step && list.open) {
      event.preventDefault();
      move(current + step);
    } else if (event.key === 'Enter' && current >= 0 && event.target === scroller) {
      select(current);
    }
  });

  /** Asks anew for the rows that are seen. Resolves when they are here. */
  async function reload() {
    generation += 1;
    const asked = generation;
    const first = Math.floor(Math.max(0, scroller.scrollTop / rowHeight - 5) / PAGE);
    const answer = await list.load(first * PAGE, PAGE);
    if (asked !== generation) return answer;
    pages = new Map([[first, answer.rows]]);
    size(answer.total);
    draw();
    return answer;
  }

  /** Makes a function that reloads at most so often, and leaves a failure to the next time. */
  function reloading(millis, signal) {
    return throttled(() => reload().catch(() => {}), millis, signal);
  }

  return { element, reload, reloading };
}
