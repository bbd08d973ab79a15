// SPDX-License-Identifier: GPL-3.0-or-later
// hardening.mjs PROGRAM...: reads in the programs, with readelf, that they were built with what makes a bug in them hard
// to use: see parlance_options in ../../CMakeLists.txt.
import { spawnSync } from "node:child_process";

function readelf(program, ...options) {
    const run = spawnSync("readelf", [...options, program], { encoding: "utf8", maxBuffer: 1 << 30 });
    if (run.status !== 0)
        throw new Error(`readelf ${options.join(" ")} ${program}: ${run.error ?? run.stderr}`);
    return run.stdout;
}

/** The options of each source that was compiled into the program, as the compiler noted them. */
function compilers(program) {
    const strings = readelf(program, "--string-dump=.debug_str") + readelf(program, "--string-dump=.debug_line_str");
    return strings.split("\n").filter((line) => line.includes("GNU C++"));
}

function looks(program) {
    const head = readelf(program, "--wide", "--file-header", "--program-headers", "--dynamic");
    const symbols = readelf(program, "--wide", "--dyn-syms");
    const sources = compilers(program);
    const isCompiledWith = (option) => sources.length > 0 && sources.every((line) => line.includes(option));
    const isIntel = head.includes("X86-64");
    return {
        "is position-independent": /Type:\s+DYN/.test(head) && head.includes("PIE"),
        "has a read-only table of relocations": head.includes("GNU_RELRO"),
        "resolves all symbols at the start": /BIND_NOW|Flags: .*\bNOW\b/.test(head),
        "has a stack that is not run": /GNU_STACK.* RW +0x/.test(head),
        "checks its stack": symbols.includes("__stack_chk_fail"),
        "checks what it gives to the C library": /__\w+_chk\b/.test(symbols.replaceAll("__stack_chk_fail", "")),
        "checks indices of the C++ library": symbols.includes("__glibcxx_assert_fail"),
        "says how it was compiled": sources.length > 0,
        "has every stack protected": isCompiledWith("-fstack-protector-strong"),
        "has no stack that clashes": isCompiledWith("-fstack-clash-protection"),
        // The mark that the whole program is so (GNU property IBT, SHSTK) needs a C library that has it: Debian 13's has not.
        "has marked branches": isIntel ? isCompiledWith("-fcf-protection=full") : isCompiledWith("-mbranch-protection=standard"),
    };
}

let failures = 0;
for (const program of process.argv.slice(2)) {
    for (const [words, isRight] of Object.entries(looks(program))) {
        failures += isRight ? 0 : 1;
        console.log(`${isRight ? "ok  " : "FAIL"} ${program.split("/").at(-1)} ${words}`);
    }
}
process.exit(failures === 0 && process.argv.length > 2 ? 0 : 1);
