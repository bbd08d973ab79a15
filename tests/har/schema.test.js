// SPDX-License-Identifier: GPL-3.0-or-later
// What parlance-ask has saved, as the schema of HAR 1.2 sees it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import schemas from 'har-schema';

// The schema has words that JSON Schema does not know, such as "min".
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addMetaSchema(createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json'));
addFormats(ajv);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);
const validate = ajv.getSchema('har.json#');

const read = (name) => JSON.parse(readFileSync(`captures/${name}.har`, 'utf8'));
const names = readdirSync('captures').map((file) => file.replace(/\.har$/, ''));

test('every capture was saved', () => assert.equal(names.length, 14));

for (const name of names) {
  test(`${name} is HAR 1.2`, () => assert.ok(validate(read(name)), JSON.stringify(validate.errors)));
  test(`${name} has no key`, () => {
    const text = JSON.stringify(read(name));
    assert.ok(!text.includes('Bearer sk-demo') && !text.includes('flp_sk_demo'));
  });
}

test('what is no HAR is refused', () => {
  const har = read('messages');
  delete har.log.entries[0].response.content.size;
  har.log.entries[0].startedDateTime = 'yesterday';
  assert.ok(!validate(har));
  assert.ok(validate.errors.length >= 2);
});

test('a stream has its events, and its times add up', () => {
  for (const name of ['chat-completions', 'messages', 'floopfloop', 'floopfloop-generate']) {
    const [entry] = read(name).log.entries;
    const sizes = entry._parlance.pieces.map(([size]) => size);
    assert.equal(sizes.reduce((sum, size) => sum + size, 0), entry.response.content.size, name);
    assert.ok(entry._eventSourceMessages.length > 3, name);
    assert.match(entry._parlance.ended_by, /^(end-mark|server)$/, name);
    const { blocked, connect, send, wait, receive } = entry.timings;
    const sum = [blocked, connect, send, wait, receive].reduce((all, time) => all + Math.max(time, 0), 0);
    assert.ok(Math.abs(sum - entry.time) < 0.01, name);
  }
});

test('one that was stopped says so', () => {
  const [entry] = read('stopped').log.entries;
  assert.equal(entry._parlance.ended_by, 'user');
  assert.ok(entry.response.content.size > 0);
});

test('one that nobody answered says why', () => {
  const [entry] = read('nobody-listens').log.entries;
  assert.equal(entry.response.status, 0);
  assert.match(entry.response._error, /refused/i);
});
