// SPDX-License-Identifier: GPL-3.0-or-later
// includes.mjs BUILD: compiles one include at a time as each layer is compiled. What a layer links is found, what it
// does not link is not. Flags come from BUILD/compile_commands.json.
import { existsSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

const found = [
    ["app/wire/ssereader.cpp", "chat/delta.h"],
    ["app/client/exchange.cpp", "wire/answerreader.h"],
    ["app/demo/server/route.cpp", "chat/message.h"],
    ["app/workspace/preset.cpp", "measure/metrics.h"],
    ["app/workspace/preset.cpp", "schema/schema.h"],
    ["app/workspace/soundfile.cpp", "sound/soundtype.h"],
    ["app/workspace/plannedinput.cpp", "tokens/tokencount.h"],
    ["ui/view/base/theme.cpp", "markdown/markdownblock.h"],
    ["ui/mainwindow.cpp", "view/base/theme.h"],
    ["ui/mainwindow.cpp", "workspace/preset.h"],
];
const notFound = [
    ["app/chat/message.cpp", "wire/dialect.h"],
    ["app/markdown/markdownparser.cpp", "chat/message.h"],
    ["app/measure/metrics.cpp", "wire/dialect.h"],
    ["app/wire/ssereader.cpp", "client/transporterror.h"],
    ["app/wire/ssereader.cpp", "gateways/gateway.h"],
    ["app/gateways/gateway.cpp", "client/target.h"],
    ["app/wire/ssereader.cpp", "schema/schema.h"],
    ["app/client/exchange.cpp", "schema/schema.h"],
    ["app/schema/schema.cpp", "gateways/gateway.h"],
    ["app/demo/server/route.cpp", "schema/schema.h"],
    ["app/sound/pcm.cpp", "wire/recording.h"],
    ["app/wire/ssereader.cpp", "sound/pcm.h"],
    ["app/tokens/bytepairs.cpp", "chat/message.h"],
    ["app/wire/ssereader.cpp", "tokens/tokencount.h"],
    ["app/client/exchange.cpp", "measure/metrics.h"],
    ["app/client/exchange.cpp", "demo/server/demogateway.h"],
    ["app/workspace/preset.cpp", "ui/mainwindow.h"],
    ["app/demo/answers/tier.cpp", "wire/fieldmapping.h"],
    ["app/demo/server/route.cpp", "client/exchange.h"],
    ["ui/view/base/theme.cpp", "ui/mainwindow.h"],
    ["ui/view/base/theme.cpp", "chat/message.h"],
    ["ui/view/base/theme.cpp", "app/wire/fieldmapping.h"],
    ["ui/mainwindow.cpp", "demo/server/demogateway.h"],
];

const build = process.argv[2];
const commands = JSON.parse(readFileSync(`${build}/compile_commands.json`, "utf8"));

/** What the compiler says to a file of that layer with nothing but the include; empty if it takes it. */
function complaint(source, header) {
    const entry = commands.find(({ file }) => file.endsWith(`/${source}`));
    if (!entry)
        return `${source} is not compiled`;
    const words = entry.command.split(" ").filter((word) => word !== "");
    const compiler = words.find((word) => /(\+\+|clang\+\+-\d+)$/.test(word));
    const flags = words.filter((word, i) => /^-(I|D|std=)/.test(word) || word === "-isystem" || words[i - 1] === "-isystem");
    const run = spawnSync(compiler, [...flags.map((flag) => flag.replaceAll('\\"', '"')), "-fsyntax-only", "-x", "c++", "-"],
        { cwd: entry.directory, input: `#include "${header}"\n`, encoding: "utf8" });
    return run.status === 0 ? "" : run.stderr.split("\n").find((line) => line.includes("error")) ?? String(run.error);
}

/** A header that is not in the tree cannot be included by anybody, which proves nothing. */
function isInTree(header) {
    const top = new URL("../../", import.meta.url).pathname;
    return [header, `app/${header}`, `ui/${header}`].some((path) => existsSync(top + path));
}

let failures = 0;
function check(right, words) {
    failures += right ? 0 : 1;
    console.log(`${right ? "ok  " : "FAIL"} ${words}`);
}
for (const [source, header] of found) {
    const said = complaint(source, header);
    check(said === "", `${source} may include "${header}" ${said}`);
}
for (const [source, header] of notFound) {
    check(isInTree(header), `"${header}" is in the tree`);
    const said = complaint(source, header);
    check(said.includes("No such file") || said.includes("not found"), `${source} must not include "${header}": ${said || "it compiles"}`);
}
process.exit(failures === 0 ? 0 : 1);
