#!/usr/bin/env bash
# jsonata 2.2.2 (npm): $fromMillis with an offset west of Greenwich that is no whole number of hours is an hour off.
# Seen: 1970-01-01T12:00Z at -0330 is shown as 07:30 and not as 08:30.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund jsonata@2.2.2 >/dev/null
cat >run.js <<'JS'
const jsonata = require('jsonata');
(async () => {
  const shown = await jsonata("$fromMillis(43200000, '[H01]:[m01]', '-0330')").evaluate({});
  console.log(`12:00 UTC at -0330: ${shown} (right is 08:30)`);
  process.exit(shown === '08:30' ? 1 : 0);
})();
JS
node run.js
