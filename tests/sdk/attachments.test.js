// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and files that the vendors' own clients send to the embedded gateway.
import assert from 'node:assert/strict';
import test from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { fast, gatewayUrl, pdf, png } from './support.js';

const claude = new Anthropic({ baseURL: gatewayUrl, apiKey: 'sk-demo', maxRetries: 0, ...fast });
const openai = new OpenAI({ baseURL: `${gatewayUrl}/v1`, apiKey: 'sk-demo', maxRetries: 0, ...fast });
const model = 'claude-3-5-sonnet-20241022';

const converse = (content) => claude.messages.create({ model, max_tokens: 500, messages: [{ role: 'user', content }] });
const complete = (content) => openai.chat.completions.create({ model, messages: [{ role: 'user', content }] });
const image = (data, media_type = 'image/png') => ({ type: 'image', source: { type: 'base64', media_type, data } });

test('B-38 B-39 an image and documents of Anthropic', async () => {
  const answer = await converse([
    image(png),
    { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf }, title: 'a.pdf' },
    { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'a\nb' } },
  ]);
  assert.match(answer.content[0].text, /A picture: image\/png, 1 × 1 pixels, 68 bytes/);
  assert.match(answer.content[0].text, /A PDF named `a.pdf`: 2 pages, 44 bytes/);
  assert.match(answer.content[0].text, /A text: 2 lines, 3 bytes/);
  assert.ok(answer.usage.input_tokens >= 85 + 3000 + 2);
});

test('B-38 what Anthropic refuses is a bad request', async () => {
  await assert.rejects(converse([image('?')]), Anthropic.BadRequestError);
  await assert.rejects(converse([image(png, 'image/gif')]), Anthropic.BadRequestError);
});

test('B-40 the result of a tool in blocks', async () => {
  const answer = await claude.messages.create({
    model,
    max_tokens: 500,
    messages: [
      { role: 'user', content: 'Draw.' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'draw', input: {} }] },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'A dot' }, image(png)] }],
      },
    ],
  });
  assert.match(answer.content[0].text, /A dot/);
});

test('B-41 an image and a file of OpenAI', async () => {
  const answer = await complete([
    { type: 'text', text: 'What is this?' },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${png}`, detail: 'low' } },
    { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${pdf}` } },
  ]);
  const text = answer.choices[0].message.content;
  assert.match(text, /A picture: image\/png, 1 × 1 pixels, 68 bytes/);
  assert.match(text, /A PDF named `a.pdf`: 2 pages, 44 bytes/);
  assert.ok(answer.usage.prompt_tokens >= 85 + 3000);
});

test('B-41 what OpenAI refuses names its code', async () => {
  const url = 'data:image/png;base64,iVBO';
  await assert.rejects(complete([{ type: 'image_url', image_url: { url } }]), { status: 400, code: 'invalid_image_format' });
});
