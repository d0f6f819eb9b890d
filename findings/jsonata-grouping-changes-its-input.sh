#!/usr/bin/env bash
# jsonata 2.2.2 (npm): an expression that groups by an empty array leaves an undefined element in the caller's own data.
# Seen: {"x":{"e":[]}} has one element in e after `$.x.e{a: b}` was evaluated.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund jsonata@2.2.2 >/dev/null
cat >run.js <<'JS'
const jsonata = require('jsonata');
(async () => {
  const data = { x: { e: [] } };
  await jsonata('$.x.e{a: b}').evaluate(data);
  console.log(`elements of x.e after the evaluation: ${data.x.e.length}`);
  process.exit(data.x.e.length === 1 ? 0 : 1);
})();
JS
node run.js
