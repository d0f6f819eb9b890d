// The picture of a machine or an execution: states that can be chosen, by mouse and by keyboard.
import { picture } from './api.js';
import { button, fill, h } from './dom.js';

/**
 * @param {object} parameters `machine` or `execution`, an ARN
 * @param {(state: string|null) => void} choose is told which state was chosen
 */
export function graph(parameters, choose, signal) {
  const box = h('div', { class: 'graph', tabindex: 0, role: 'group', 'aria-label': 'Graph of the state machine' });
  let fits = true;
  let selected = null;
  const zoom = button('Actual size', () => {
    fits = !fits;
    zoom.textContent = fits ? 'Actual size' : 'Fit';
    box.firstElementChild?.classList.toggle('fit', fits);
  }, { class: 'quiet' });

  function mark() {
    for (const state of box.querySelectorAll('.state')) {
      const is = state.dataset.state === selected;
      state.classList.toggle('selected', is);
      state.setAttribute('aria-pressed', is);
    }
  }

  function select(name) {
    selected = selected === name ? null : name;
    mark();
    choose(selected);
  }

  async function reload() {
    const svg = await picture(parameters, signal);
    const shown = document.importNode(svg, true);
    shown.setAttribute('role', 'group');
    shown.setAttribute('aria-label', 'States');
    shown.classList.toggle('fit', fits);
    for (const state of shown.querySelectorAll('.state')) {
      const title = state.querySelector('title');
      state.setAttribute('tabindex', '0');
      state.setAttribute('role', 'button');
      state.setAttribute('aria-label', title.textContent.replaceAll('\n', ', '));
    }
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.state : null;
    fill(box, shown);
    mark();
    if (focused) [...box.querySelectorAll('.state')].find(state => state.dataset.state === focused)?.focus();
  }

  box.addEventListener('click', event => {
    const state = event.target.closest('.state');
    if (state) select(state.dataset.state);
  });
  box.addEventListener('keydown', event => {
    const state = event.target.closest('.state');
    if (state && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      select(state.dataset.state);
    }
  });
  return { element: box, zoom, reload, select: name => { selected = null; select(name); } };
}
