// Buckets of S3 and the objects in them, by the page.
import { aws } from './api.js';
import { button, dialog, field, fill, h, panel, table, toast } from './dom.js';
import { base64, data, textOf, time } from './format.js';
import { resources } from './resource.js';

const PREVIEW = 65_536;

export default async function objects(root, { signal }) {
  const { Buckets: buckets = [] } = await aws('s3', 'ListBuckets', {}, signal);
  await resources(root, 'Objects', buckets.map(each => ({ name: each.Name, detail: 'S3 bucket', show: place => bucket(place, each.Name, signal) })),
    ['No buckets', 'The template describes none, and none was created by an API.']);
}

async function bucket(place, name, signal) {
  const body = h('tbody', {});
  const more = h('div', { class: 'body row' });
  const prefix = h('input', { type: 'search', placeholder: 'Prefix', 'aria-label': 'Prefix of keys' });

  async function load(token) {
    const page = await aws('s3', 'ListObjectsV2', { Bucket: name, MaxKeys: 100, Prefix: prefix.value, ...(token ? { ContinuationToken: token } : {}) }, signal);
    if (!token) fill(body);
    for (const object of page.Contents ?? []) body.append(row(object));
    fill(more, h('span', { class: 'hint' }, `${body.children.length} shown`), page.NextContinuationToken ? button('More', () => load(page.NextContinuationToken)) : null);
  }

  function row(object) {
    return h('tr', {}, h('td', { class: 'mono' }, object.Key), h('td', { class: 'number' }, object.Size), h('td', {}, moment(object.LastModified)),
      h('td', {}, button('Open', () => open(object), { 'aria-label': `Open ${object.Key}` })));
  }

  async function open(object) {
    const range = object.Size > PREVIEW ? { Range: `bytes=0-${PREVIEW - 1}` } : {};
    const found = await aws('s3', 'GetObject', { Bucket: name, Key: object.Key, ...range });
    const box = dialog(object.Key, h('div', {}, h('p', { class: 'hint' }, `${found.ContentType ?? ''}, ${object.Size} bytes${object.Size > PREVIEW ? `, the first ${PREVIEW} shown` : ''}`),
      data('Content', textOf(found.Body))), button('Delete', async () => {
      await aws('s3', 'DeleteObject', { Bucket: name, Key: object.Key });
      box.close();
      await load();
    }, { class: 'danger' }));
  }

  function put() {
    const key = h('input', {});
    const text = h('textarea', { rows: 8, spellcheck: false });
    const box = dialog(`Put an object into ${name}`, h('div', {}, field('Key', key), field('Content', text)), button('Put', async () => {
      await aws('s3', 'PutObject', { Bucket: name, Key: key.value, Body: base64(text.value) });
      box.close();
      toast('Put');
      await load();
    }, { class: 'primary' }));
  }

  prefix.addEventListener('change', () => load().catch(failure => toast(failure.message, 'red')));
  fill(place, panel(name, h('span', { class: 'row' }, prefix, button('Reload', () => load()), button('Put object', put)),
    h('div', { class: 'scroll-x', tabindex: 0, role: 'region', 'aria-label': `Objects in ${name}` }, table(['Key', 'Bytes', 'Changed', 'Actions'], body, ['Bytes'])), more));
  await load();
}

function moment(value) {
  return time(typeof value === 'number' ? value * 1000 : Date.parse(value));
}
