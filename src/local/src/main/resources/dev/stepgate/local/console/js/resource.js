// A view of resources: a list of names at the left, the one that is chosen at the right.
import { empty, fill, h, head, panel, table } from './dom.js';

/**
 * @param {string} title of the view
 * @param {{name: string, detail?: string, show: (place: Node) => Promise<void>}[]} all
 * @param {[string, string]} nothing to say when there is none
 */
export async function resources(root, title, all, nothing) {
  const place = h('div', {});
  const list = h('div', { class: 'panel' }, table(['Name', 'Kind'],
    h('tbody', {}, all.map((each, i) => h('tr', {}, h('td', {}, h('button', { type: 'button', class: 'quiet', on: { click: () => choose(i) } }, each.name)), h('td', { class: 'hint' }, each.detail ?? ''))))));

  /** What was chosen before is gone at once: its buttons would act on another resource than the one whose name is pressed. */
  async function choose(i) {
    const own = h('div', {});
    fill(place, own);
    try {
      for (const [j, row] of [...list.querySelectorAll('tbody button')].entries()) row.setAttribute('aria-pressed', j === i);
      await all[i].show(own);
    } catch (failure) {
      fill(own, panel(all[i].name, null, h('div', { class: 'body' }, h('p', { class: 'wrong' }, failure.message))));
    }
  }

  fill(root, head(title),
    all.length ? h('div', { class: 'columns narrow-left' }, list, place) : h('div', { class: 'panel' }, empty(...nothing)));
  if (all.length) await choose(0);
}
