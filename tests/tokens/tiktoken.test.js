// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";

import { Tiktoken } from "js-tiktoken/lite";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";

/** The same numbers on every run (mulberry32), so that a failure comes again. */
function randomNumbers(seed) {
    return (below) => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) % below;
    };
}

const words = ("the of and to in is you that it he was for on are as with his they I at be this have from or one had by word "
    + "don't I'll WE'VE she'S o'clock HTTPServer getElementById snake_case_name camelCase naïve Straße ÜBER größer "
    + "привет мир ЗДРАВСТВУЙ Ελλάδα שלום مرحبا नमस्ते สวัสดี 你好 世界 こんにちは カタカナ 안녕하세요 𝒜𝒷𝒸 ǅungla e\u0301te\u0301 "
    + "0 7 42 1234 3.14159 ٣٤٥ ½ ⅷ 😀 👩‍💻 🇪🇺 ❤️ → ≠ ∑ “quoted” — … <|endoftext|> <|im_start|>").split(" ");
const between = [" ", " ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "    ", ", ", ". ", "", "", "/", "\u00a0", "\u3000", " \n", "\n  "];
const signs = [..."{}[]()<>=+-*/%&|!?;:'\"`~@#$^_\\.,"];
// Assigned in every Unicode that a reader may know, and neither U+0085 nor U+FEFF, which JavaScript's \s takes otherwise
// than tiktoken's, nor U+017F, which ignoring case makes an s there.
const ranges = [[0x20, 0x7e], [0xa1, 0x17e], [0x370, 0x373], [0x391, 0x3a1], [0x410, 0x44f], [0x5d0, 0x5ea], [0x621, 0x64a],
    [0x905, 0x939], [0xe01, 0xe30], [0x3041, 0x3096], [0x4e00, 0x9fa5], [0xac00, 0xd7a3], [0x1f600, 0x1f64f], [0x2000, 0x200b]];

function randomText(random) {
    const pick = (list) => list[random(list.length)];
    const parts = {
        word: () => pick(words) + pick(between),
        sign: () => pick(signs).repeat(1 + random(5)),
        letter: () => { const [from, to] = pick(ranges); return String.fromCodePoint(from + random(to - from + 1)); },
        run: () => pick([..."aA0 \n=é中"]).repeat(1 + random(40)),
    };
    const kinds = [parts.word, parts.word, parts.word, parts.sign, parts.letter, parts.run];
    let text = "";
    for (let left = 1 + random(60); left > 0; --left)
        text += pick(kinds)();
    return text;
}

test("10,000 random texts have as many tokens as js-tiktoken says", () => {
    const random = randomNumbers(20260701);
    const texts = Array.from({ length: 10_000 }, () => randomText(random));
    const judges = [new Tiktoken(o200k), new Tiktoken(cl100k)];
    const counts = JSON.parse(execFileSync(process.env.PARLANCE_COUNTTOKENS, {
        input: JSON.stringify(texts), encoding: "utf8", maxBuffer: 1e9,
    }));
    assert.equal(counts.length, texts.length);
    texts.forEach((text, i) => {
        const expected = judges.map((judge) => judge.encode(text, [], []).length);
        assert.deepEqual(counts[i], expected, JSON.stringify(text));
    });
});
