// Starts an execution with an input: the last ones and the files of events/ are offered.
import { aws, get } from './api.js';
import { button, dialog, field, h, toast } from './dom.js';
import { link, pretty } from './format.js';

/** @param {string|null} input to begin with; null for the newest that is offered */
export async function startDialog(machineArn, input) {
  const offered = await get('inputs', { machine: machineArn });
  const text = h('textarea', { rows: 12, spellcheck: false, value: pretty(input ?? offered.find(each => each.name.startsWith('Last'))?.input ?? '{}') });
  const name = h('input', { placeholder: 'made up when empty', maxlength: 80 });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const choice = h('select', {}, h('option', { value: '' }, 'Choose one…'), offered.map((each, i) => h('option', { value: String(i) }, each.name)));
  choice.addEventListener('change', () => {
    if (choice.value !== '') text.value = pretty(offered[Number(choice.value)].input);
  });
  const box = dialog('Start execution', h('div', {}, offered.length ? field('Inputs at hand', choice) : null, field('Input', text), field('Name', name), wrong),
    button('Start', async () => {
      wrong.textContent = '';
      try {
        JSON.parse(text.value);
      } catch (failure) {
        wrong.textContent = `The input is not JSON: ${failure.message}`;
        return;
      }
      try {
        const request = { stateMachineArn: machineArn, input: text.value, ...(name.value ? { name: name.value } : {}) };
        const started = await aws('states', 'StartExecution', request);
        box.close();
        location.hash = link('execution', started.executionArn);
        toast('Started');
      } catch (failure) {
        wrong.textContent = failure.message;
      }
    }, { class: 'primary' }));
  text.focus();
}
