#!/usr/bin/env bash
# @aws-sdk/s3-request-presigner and client-s3 3.1169.0 (npm): the URL that they sign for a PutObject whose body is not known yet has the checksum of
# an empty body in it, x-amz-checksum-crc32=AAAAAA==, which no upload but an empty one has. A server that holds the body against it refuses each.
# Seen: the parameter is there by default, and gone with requestChecksumCalculation: 'WHEN_REQUIRED'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @aws-sdk/client-s3@3.1169.0 @aws-sdk/s3-request-presigner@3.1169.0 >/dev/null
cat >run.js <<'JS'
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');
const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
const checksum = async (settings) => {
  const client = new S3Client({ region: 'us-east-1', credentials, ...settings });
  const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: 'bucket', Key: 'key' }), { expiresIn: 60 });
  return new URL(url).searchParams.get('x-amz-checksum-crc32');
};
(async () => {
  const usual = await checksum({});
  const required = await checksum({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  console.log(`x-amz-checksum-crc32: ${usual}; when required: ${required}`);
  process.exit(usual === 'AAAAAA==' && required === null ? 0 : 1);
})();
JS
node run.js
