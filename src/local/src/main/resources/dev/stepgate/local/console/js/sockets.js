// WebSocket connections, what went over them, and a client to type in.
import { aws, get } from './api.js';
import { button, empty, field, fill, h, head, panel, table, toast } from './dom.js';
import { data, duration, time } from './format.js';
import { onChange } from './live.js';
import { steps } from './request.js';
import { windowed } from './windowed.js';

const WORDS = { CONNECT: 'opened', MESSAGE: 'from the client', DISCONNECT: 'closed', SENT: 'to the client' };

export default async function sockets(root, { signal }) {
  const overview = await get('overview', {}, signal);
  const apis = overview.apis.filter(api => api.kind === 'WEBSOCKET');
  const title = head('WebSockets');
  if (!apis.length) {
    fill(root, title, h('div', { class: 'panel' }, empty('No WebSocket API', 'The template describes none.')));
    return;
  }
  const open = h('div', { class: 'body' });
  const details = h('div', {});
  const list = windowed({
    label: 'Messages',
    height: 380,
    columns: [
      { title: 'Time', width: '112px', cell: row => h('span', { class: 'soft' }, time(row.time)) },
      { title: 'Connection', width: '150px', cell: row => h('span', { class: 'mono' }, row.connection) },
      { title: 'What', width: '112px', cell: row => WORDS[row.event] },
      { title: 'Route', width: '100px', cell: row => row.route },
      { title: 'Took', width: '80px', cell: row => (row.ms === undefined ? '' : duration(row.ms)) },
      { title: 'Message', width: 'minmax(140px, 3fr)', cell: row => h('span', { class: 'mono' }, row.failure ?? row.body.slice(0, 300)) },
    ],
    style: row => (row.failure ? 'failed' : ''),
    load: async (offset, limit) => {
      const answer = await get('messages', { offset, limit }, signal);
      drawOpen(answer.connections);
      return answer;
    },
    open: async row => {
      const shown = await get('message', { number: row.number }, signal);
      fill(details, panel(`${WORDS[row.event]}, ${time(row.time)}`, null, h('div', { class: 'body' },
        row.failure ? h('p', { class: 'wrong' }, row.failure) : null, row.status ? h('p', {}, `Status of the route ${row.route}: ${row.status}`) : null, data('Message', row.body),
        shown.steps.length ? h('ol', { class: 'stages' }, steps(shown)) : null)));
      details.scrollIntoView({ block: 'nearest' });
    },
    nothing: ['No messages', 'The newest 500 openings, messages and closings are listed here.'],
  });

  function drawOpen(connections) {
    fill(open, connections.length ? table(['Connection', 'Opened', 'Client', 'Actions'],
      h('tbody', {}, connections.map(each => h('tr', {}, h('td', { class: 'mono' }, each.id), h('td', {}, time(Date.parse(each.connectedAt))), h('td', {}, each.identity?.userAgent ?? ''),
        h('td', {}, button('Close', () => aws('execute-api', 'DeleteConnection', { ConnectionId: each.id }), { 'aria-label': `Close ${each.id}` })))))) : h('p', { class: 'hint' }, 'No connection is open.'));
  }

  const reload = list.reloading(300, signal);
  onChange('messages', reload, signal);
  fill(root, title, client(apis, signal), panel('Open connections', null, open), panel('Messages', null, list.element), details);
  await list.reload();
}

function client(apis, signal) {
  const urls = apis.flatMap(api => api.stages.map(stage => `${api.url}/${stage}`));
  const url = h('select', {}, urls.map(each => h('option', { value: each }, each)));
  const message = h('textarea', { rows: 3, spellcheck: false, value: '{"first_name": "Jane"}' });
  const talk = h('div', { class: 'chat', tabindex: 0, role: 'log', 'aria-label': 'Messages of this client' }, h('p', { class: 'hint' }, 'Not connected'));
  let socket = null;

  function say(style, text, about) {
    talk.append(h('div', { class: `message ${style}` }, h('small', {}, `${about}, ${time(Date.now())}`), h('pre', {}, text)));
    talk.scrollTop = talk.scrollHeight;
  }

  const connect = button('Connect', () => {
    if (socket) {
      socket.close();
      return;
    }
    socket = new WebSocket(url.value);
    fill(talk);
    socket.addEventListener('open', () => { connect.textContent = 'Disconnect'; send.disabled = false; say('', url.value, 'Connected to'); });
    socket.addEventListener('message', async event => say('', typeof event.data === 'string' ? event.data : await event.data.text(), 'Received'));
    socket.addEventListener('close', event => {
      say('', event.reason || `code ${event.code}`, 'Closed');
      socket = null;
      connect.textContent = 'Connect';
      send.disabled = true;
    });
  });
  const send = h('button', { type: 'button', class: 'primary', disabled: true, on: { click: () => {
    if (socket?.readyState !== WebSocket.OPEN) toast('Not connected', 'red');
    else {
      socket.send(message.value);
      say('out', message.value, 'Sent');
    }
  } } }, 'Send');
  signal.addEventListener('abort', () => socket?.close());
  return h('section', { class: 'panel', 'aria-label': 'Client' }, h('div', { class: 'bar' }, h('h2', {}, 'Client')), h('div', { class: 'columns' },
    h('div', { class: 'body' }, field('Address', url), h('div', { class: 'row' }, connect), h('br'), field('Message', message), send), talk));
}
