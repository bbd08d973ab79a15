// SPDX-License-Identifier: GPL-3.0-or-later
// uiorder.mjs PROJECT: reads the includes of ui, which is one library and so cannot leave this to the compiler. A folder
// includes itself and what stands in rows above its own.
import { readFileSync, readdirSync } from "node:fs";

const rows = [["view/base"], ["edit"], ["settings", "compose", "view/conversation"], ["export"], ["playground"],
    ["comparison", "inspect", "endpoints"], [""]];

const ui = `${process.argv[2]}/ui`;
const rowOf = (folder) => rows.findIndex((row) => row.includes(folder));
const folderOf = (path) => path.split("/").slice(0, -1).join("/");
const wrong = [];
for (const path of readdirSync(ui, { recursive: true }).filter((name) => /\.(h|cpp)$/.test(name))) {
    const from = folderOf(path);
    for (const [, header] of readFileSync(`${ui}/${path}`, "utf8").matchAll(/#include "(?:ui\/|(?=view\/))([^"]+)"/g)) {
        const to = folderOf(header);
        if (rowOf(from) < 0 || rowOf(to) < 0 || (from !== to && rowOf(to) >= rowOf(from)))
            wrong.push(`ui/${path} must not include "${header}"`);
    }
}
console.log(wrong.length === 0 ? "ok: the folders of ui include only what is below them" : wrong.join("\n"));
process.exit(wrong.length === 0 ? 0 : 1);
