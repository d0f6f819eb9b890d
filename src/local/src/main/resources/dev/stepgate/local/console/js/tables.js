// Tables of DynamoDB: their items, by the page; put and delete.
import { aws } from './api.js';
import { button, dialog, field, fill, h, panel, table, toast } from './dom.js';
import { data } from './format.js';
import { resources } from './resource.js';

const PAGE = 50;

export default async function tables(root, { signal }) {
  const { TableNames: names = [] } = await aws('dynamodb', 'ListTables', {}, signal);
  await resources(root, 'Tables', names.map(name => ({ name, detail: 'DynamoDB table', show: place => items(place, name, signal) })),
    ['No tables', 'The template describes none, and none was created by an API.']);
}

async function items(place, name, signal) {
  const { Table: described } = await aws('dynamodb', 'DescribeTable', { TableName: name }, signal);
  const keys = described.KeySchema.map(key => key.AttributeName);
  const body = h('tbody', {});
  const more = h('div', { class: 'body row' });

  async function load(from) {
    const page = await aws('dynamodb', 'Scan', { TableName: name, Limit: PAGE, ...(from ? { ExclusiveStartKey: from } : {}) }, signal);
    if (!from) fill(body);
    for (const item of page.Items ?? []) body.append(row(item));
    fill(more, h('span', { class: 'hint' }, `${body.children.length} shown`),
      page.LastEvaluatedKey ? button('More', () => load(page.LastEvaluatedKey)) : null);
  }

  function row(item) {
    return h('tr', {}, keys.map(key => h('td', { class: 'mono' }, plain(item[key]))), h('td', { class: 'mono' }, JSON.stringify(unmarshalled(item)).slice(0, 200)),
      h('td', {}, button('Open', () => open(item), { 'aria-label': `Open ${keys.map(key => plain(item[key])).join(' ')}` })));
  }

  function open(item) {
    const key = Object.fromEntries(keys.map(each => [each, item[each]]));
    const box = dialog('Item', h('div', {}, data('Item', JSON.stringify(unmarshalled(item))), h('details', {}, h('summary', {}, 'As DynamoDB writes it'), data('Attribute values', JSON.stringify(item)))),
      button('Delete', async () => {
        await aws('dynamodb', 'DeleteItem', { TableName: name, Key: key });
        box.close();
        await load();
      }, { class: 'danger' }));
  }

  function put() {
    const text = h('textarea', { rows: 8, spellcheck: false, value: JSON.stringify(Object.fromEntries(keys.map(key => [key, { S: '' }])), null, 2) });
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const box = dialog(`Put an item into ${name}`, h('div', {}, field('Item, as DynamoDB writes it', text), wrong), button('Put', async () => {
      try {
        await aws('dynamodb', 'PutItem', { TableName: name, Item: JSON.parse(text.value) });
        box.close();
        toast('Put');
        await load();
      } catch (failure) {
        wrong.textContent = failure.message;
      }
    }, { class: 'primary' }));
  }

  fill(place, panel(name, h('span', { class: 'row' }, button('Reload', () => load()), button('Put item', put)),
    h('div', { class: 'scroll-x', tabindex: 0, role: 'region', 'aria-label': `Items of ${name}` }, table([...keys, 'Item', 'Actions'], body)), more));
  await load();
}

function plain(value) {
  return value === undefined ? '' : JSON.stringify(unmarshal(value)).replace(/^"|"$/g, '');
}

function unmarshalled(item) {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, unmarshal(value)]));
}

/** Numbers stay texts where JavaScript would round them. */
function unmarshal(value) {
  const [type, inner] = Object.entries(value)[0];
  if (type === 'N') return String(Number(inner)) === inner ? Number(inner) : inner;
  if (type === 'M') return unmarshalled(inner);
  if (type === 'L') return inner.map(unmarshal);
  if (type === 'NULL') return null;
  return inner;
}
