// The control of a virtual clock, where the runtime has one.
import { get, post } from './api.js';
import { button, fill, h } from './dom.js';

export async function clock(place) {
  const first = await get('time');
  if (!first.virtual) return;
  const box = h('div', { 'aria-label': 'Virtual time', role: 'group' });
  const draw = state => fill(box,
    h('div', {}, `Virtual time ${state.now}`), h('div', {}, state.next ? `next timer ${state.next}` : 'no timer is set'),
    h('div', { class: 'row' },
      button(state.paused ? 'Run' : 'Pause', async () => draw(await post(`time/${state.paused ? 'resume' : 'pause'}`, {})), { class: 'quiet' }),
      button('Next timer', async () => draw(await post('time/next', {})), { class: 'quiet', disabled: !state.next })));
  draw(first);
  place.append(box);
}
