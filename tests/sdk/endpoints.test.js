// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded gateway's endpoints beside chat, as OpenAI's own client sees them.
import assert from 'node:assert/strict';
import test from 'node:test';
import OpenAI, { toFile } from 'openai';
import { fast, fault, gatewayUrl } from './support.js';

const client = (more = {}) =>
  new OpenAI({ apiKey: 'sk-demo', baseURL: `${gatewayUrl}/v1`, maxRetries: 0, ...fast, ...more });
const ruApi = client();

async function collect(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

const texts = ['The cat sleeps on the sofa', 'A cat is sleeping on our sofa', 'Revenue grew by 3 percent'];
const cosine = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

test('RA-33 C-03 vectors, in base64 as the client asks by default, are the floats', async () => {
  const byDefault = await ruApi.embeddings.create({ model: 'demo-embed-small', input: texts });
  const floats = await ruApi.embeddings.create({ model: 'demo-embed-small', input: texts, encoding_format: 'float' });
  assert.equal(byDefault.data.length, 3);
  byDefault.data.forEach((one, i) => {
    assert.equal(one.index, i);
    assert.equal(one.embedding.length, 256);
    assert.deepEqual(Array.from(one.embedding), Array.from(new Float32Array(floats.data[i].embedding)));
  });
  assert.equal(byDefault.usage.total_tokens, byDefault.usage.prompt_tokens);
  const [cat, sameCat, revenue] = floats.data.map((one) => one.embedding);
  assert.ok(Math.abs(cosine(cat, cat) - 1) < 1e-6);
  assert.ok(cosine(cat, sameCat) > 0.4 && cosine(cat, revenue) < 0.2);
});

test('C-01 C-02 token numbers, dimensions, and what is refused', async () => {
  const ask = (more) => ruApi.embeddings.create({ model: 'demo-embed-large', input: 'a fox', ...more });
  assert.equal((await ask({})).data[0].embedding.length, 1536);
  assert.equal((await ask({ dimensions: 8 })).data[0].embedding.length, 8);
  assert.equal((await ask({ input: [[15339, 1917], [15339]] })).data.length, 2);
  for (const more of [{ input: '' }, { input: [] }, { dimensions: 0 }])
    await assert.rejects(ask(more), OpenAI.BadRequestError);
  await assert.rejects(ask({ model: 'gpt-4o' }), OpenAI.NotFoundError);
});

test('RA-34 C-10 C-11 pictures as data and by URL', async () => {
  const ask = { model: 'demo-image', prompt: 'a red fox', size: '128x64', n: 2 };
  const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const { data, usage } = await ruApi.images.generate(ask);
  assert.equal(data.length, 2);
  assert.deepEqual(Buffer.from(data[0].b64_json, 'base64').subarray(0, 8), png);
  assert.equal(usage.total_tokens, usage.input_tokens + usage.output_tokens);
  const [first] = (await ruApi.images.generate({ ...ask, response_format: 'url' })).data;
  const fetched = await fetch(first.url);
  assert.equal(fetched.headers.get('content-type'), 'image/png');
  assert.deepEqual(Buffer.from(await fetched.arrayBuffer()), Buffer.from(data[0].b64_json, 'base64'));
  await assert.rejects(ruApi.images.generate({ ...ask, size: '4096x4096' }), OpenAI.BadRequestError);
});

test('C-12 C-13 a picture that streams, coarse to fine', async () => {
  const ask = { model: 'demo-image', prompt: 'a red fox', size: '128x64', stream: true, partial_images: 2 };
  const events = await collect(await ruApi.images.generate(ask));
  assert.deepEqual(events.map((event) => event.type), [
    'image_generation.partial_image',
    'image_generation.partial_image',
    'image_generation.completed',
  ]);
  assert.deepEqual(events.slice(0, 2).map((event) => event.partial_image_index), [0, 1]);
  assert.ok(events.every((event) => event.b64_json && event.output_format === 'png'));
  assert.ok(events[2].usage.total_tokens > 0);
  assert.equal((await collect(await ruApi.images.generate(ask, fault('done')))).length, 3);
});

const speak = { model: 'demo-voice', input: 'A red fox, and two.', voice: 'alloy' };

test('RA-36 C-16 speech as WAV and as PCM', async () => {
  const spoken = await ruApi.audio.speech.create({ ...speak, response_format: 'wav' });
  assert.equal(spoken.headers.get('content-type'), 'audio/wav');
  assert.match(spoken.headers.get('x-demo-voice'), /^(espeak-ng|tones; espeak-ng is not installed)$/);
  const wav = Buffer.from(await spoken.arrayBuffer());
  assert.equal(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16), 'RIFFWAVEfmt ');
  assert.equal(wav.readUInt32LE(24), 24000);
  assert.equal(wav.readUInt32LE(40), wav.length - 44);
  const pcm = await ruApi.audio.speech.create({ ...speak, response_format: 'pcm' });
  assert.deepEqual(Buffer.from(await pcm.arrayBuffer()), wav.subarray(44));
  await assert.rejects(ruApi.audio.speech.create(speak), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.param, 'response_format');
    assert.match(error.message, /wav or pcm/);
    return true;
  });
});

const recording = async (model = 'demo-tones') => {
  const spoken = await ruApi.audio.speech.create({ ...speak, model, response_format: 'wav' });
  return toFile(Buffer.from(await spoken.arrayBuffer()), 'fox.wav');
};

test('RA-35 C-24 C-26 C-29 a transcript in every format', async () => {
  const file = await recording();
  const ask = (more) => ruApi.audio.transcriptions.create({ file, model: 'demo-hear', ...more });
  const { text, usage } = await ask({});
  assert.match(text, /^This is a demo: it hears no words.* at 24000 Hz, 1 channel, 16 bits/);
  assert.equal(usage.type, 'duration');
  assert.equal(await ask({ response_format: 'text' }), `${text}\n`);
  assert.match(await ask({ response_format: 'srt' }), /^1\n00:00:00,000 --> 00:00:\d\d,\d{3}\nThis is a demo/);
  assert.match(await ask({ response_format: 'vtt' }), /^WEBVTT\n\n00:00:00\.000 --> /);
  const verbose = await ask({ response_format: 'verbose_json', timestamp_granularities: ['word', 'segment'] });
  assert.equal(verbose.segments.map((segment) => segment.text).join(' '), text);
  assert.equal(verbose.words.map((word) => word.word).join(' '), text);
  assert.equal(verbose.segments.at(-1).end, verbose.duration);
  await assert.rejects(ask({ file: await toFile(Buffer.from('ID3'), 'fox.mp3') }), OpenAI.BadRequestError);
});

test('C-30 a transcript that streams', async () => {
  const ask = { file: await recording(), model: 'demo-hear' };
  const { text } = await ruApi.audio.transcriptions.create(ask);
  const events = await collect(await ruApi.audio.transcriptions.create({ ...ask, stream: true }));
  const done = events.pop();
  assert.equal(done.type, 'transcript.text.done');
  assert.equal(done.text, text);
  assert.equal(events.map((event) => event.delta).join(''), text);
});

test('C-31 the list has the models of every endpoint', async () => {
  const models = await collect(await ruApi.models.list());
  const of = (path) => models.filter((model) => model.endpoints?.includes(path)).map((model) => model.id);
  assert.deepEqual(of('/v1/embeddings'), ['demo-embed-small', 'demo-embed-large']);
  assert.deepEqual(of('/v1/images/generations'), ['demo-image', 'demo-image-dark']);
  assert.deepEqual(of('/v1/audio/speech'), ['demo-voice', 'demo-tones']);
  assert.deepEqual(of('/v1/audio/transcriptions'), ['demo-hear', 'demo-hear-brief']);
});

test('failures on demand reach the client', async () => {
  const embed = (name) => ruApi.embeddings.create({ model: 'demo-embed-small', input: texts }, fault(name));
  await assert.rejects(embed('429'), OpenAI.RateLimitError);
  assert.equal((await embed('fewer-vectors')).data.length, 2);
  assert.deepEqual((await embed('shuffled')).data.map((one) => one.index), [2, 1, 0]);
  assert.ok((await embed('nan')).data[2].embedding.some(Number.isNaN));
  await assert.rejects(embed('wav-twice'), OpenAI.BadRequestError);
});
