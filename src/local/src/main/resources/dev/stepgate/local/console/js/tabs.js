// Tabs, as the ARIA practices describe them: arrow keys move, the one that is shown is in the tab order.
import { fill, h } from './dom.js';

/** @param {{title: string, content: Node, hidden?: () => boolean}[]} all */
export function tabs(label, all, first) {
  let current = Math.max(0, all.findIndex(tab => tab.title === first));
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label });
  const place = h('div', { role: 'tabpanel', tabindex: -1 });

  /** The tabs that are not hidden, each with its place among all. */
  function visible() {
    return all.map((tab, i) => [tab, i]).filter(([tab]) => !tab.hidden?.());
  }

  function draw() {
    const shown = visible();
    if (!shown.some(([, i]) => i === current)) [[, current]] = shown;
    const focused = list.contains(document.activeElement);
    fill(list, shown.map(([tab, i]) => h('button', {
      type: 'button', role: 'tab', 'aria-selected': i === current ? 'true' : 'false', tabindex: i === current ? 0 : -1,
      on: { click: () => go(i) },
    }, tab.title)));
    if (focused) list.querySelector('[aria-selected="true"]').focus();
    place.setAttribute('aria-label', all[current].title);
    if (place.firstChild !== all[current].content) fill(place, all[current].content);
  }

  function go(i) {
    current = i;
    draw();
    all[i].content.dispatchEvent(new Event('shown'));
  }

  list.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const shown = visible().map(([, i]) => i);
      list.querySelector('[aria-selected="true"]').focus();
      go(shown[(shown.indexOf(current) + step + shown.length) % shown.length]);
    }
  });
  draw();
  return { element: h('div', {}, list, place), draw, go: title => go(all.findIndex(tab => tab.title === title)) };
}
