// Asks the console's own server.

export class ApiError extends Error {
  constructor(status, code, message) {
    super(code ? `${code}: ${message}` : message);
    this.status = status;
    this.code = code;
  }
}

async function answer(response) {
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ApiError(response.status, '', `The answer is no JSON: ${text.slice(0, 200)}`);
  }
  if (!response.ok) throw new ApiError(response.status, json.code ?? '', json.message ?? `Status ${response.status}`);
  return json;
}

async function asked(url, options) {
  try {
    return await fetch(url, options);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError(0, '', 'Stepgate does not answer. Is it still running?');
  }
}

export function address(route, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) query.set(name, value === true ? '1' : value);
  }
  return `/api/${route}${query.size ? `?${query}` : ''}`;
}

export async function get(route, parameters, signal) {
  return answer(await asked(address(route, parameters), { signal }));
}

export async function post(route, body, signal) {
  return answer(await asked(`/api/${route}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal,
  }));
}

/** An operation of an AWS service. */
export function aws(service, operation, input = {}, signal) {
  return post(`aws/${service}/${operation}`, input, signal);
}

/** An SVG document, which the page may import. */
export function picture(parameters, signal) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', address('graph', parameters));
    request.responseType = 'document';
    request.addEventListener('load', () => (request.status === 200 && request.responseXML
      ? done(request.responseXML.documentElement)
      : failed(new ApiError(request.status, '', 'The graph cannot be drawn.'))));
    request.addEventListener('error', () => failed(new ApiError(0, '', 'Stepgate does not answer. Is it still running?')));
    signal?.addEventListener('abort', () => request.abort());
    request.send();
  });
}
