// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of both clients share.
export const gatewayUrl = process.env.GATEWAY_URL;

export const hello = [{ role: 'user', content: 'Say hello in 5 words.' }];
export const greeting = 'Hi there, how are you?';

// A header of the client that makes the gateway answer quickly.
export const fast = { defaultHeaders: { 'X-Demo-Fault': 'fast' } };

// A header of one request that makes the gateway fail, or change what its stream looks like.
export const fault = (name) => ({ headers: { 'X-Demo-Fault': name } });

export const placeSchema = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city', 'days'],
  additionalProperties: false,
};

export const weatherSchema = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
  },
  required: ['city'],
};

export const question = 'What is the weather in Paris and Rome, in celsius?';
export const cities = [
  { city: 'Paris', unit: 'celsius' },
  { city: 'Rome', unit: 'celsius' },
];

// A PNG of one pixel, and the beginning of a PDF with two pages, in base64.
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
export const pdf = Buffer.from('%PDF-1.7 /Type /Pages /Type /Page /Type/Page').toString('base64');
