// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance {

/// Cells of the matrix that are known to fail, and why. What is repaired is taken off; an empty list is the
/// aim.
struct Unrepaired
{
    QString faults;  ///< a regular expression for the whole name of a fault
    QString columns; ///< the same for a column, such as "cc/s"
    QString reason;
};

// clang-format off
inline const QList<Unrepaired> KnownUnrepaired{ // NOLINT(*-statically-constructed-objects)
    {QStringLiteral("reset-at-accept|413-and-reset-before-the-body"), QStringLiteral(".*"), QStringLiteral("a reset at once is an unknown error")},
    {QStringLiteral("header-of-2-MiB|endless-headers"), QStringLiteral(".*"), QStringLiteral("heads have no bound, and large ones are dropped")},
    {QStringLiteral("endless-(line|error|text)|deflate-bomb"), QStringLiteral(".*"), QStringLiteral("an answer has no bound")},
    {QStringLiteral("x?-?gzip|deflate(-raw)?|br|zstd|gzip-(without-label|cut|error-429)|unknown-encoding"), QStringLiteral(".*"), QStringLiteral("compressed answers are not read")},
    {QStringLiteral("302-.*|300-with-json|304"), QStringLiteral(".*"), QStringLiteral("a redirect without a place, or with the key in it")},
    {QStringLiteral("type-html|types-swapped"), QStringLiteral("../s"), QStringLiteral("labels beat bytes")},
    {QStringLiteral("json-(then-done|after-comments)"), QStringLiteral("../p"), QStringLiteral("labels beat bytes")},
    {QStringLiteral("chunk-of-.*|chunk-negative|chunk-without-its-end|last-chunk-too-early|length-too-short|cut-1.0|reset-without-length|json-cut"), QStringLiteral("../p"), QStringLiteral("cut JSON is said to be no answer")},
    {QStringLiteral("204|205|200-(empty|empty-stream|blank|text)|comments-only"), QStringLiteral(".*"), QStringLiteral("an empty answer is not said to be empty")},
    {QStringLiteral("usage-(1e999|minus-1e999|1e-400|400-digits)"), QStringLiteral(".*"), QStringLiteral("a number beyond a double loses its frame")},
    {QStringLiteral("body-(nul|terminal-commands|other-direction)"), QStringLiteral(".*"), QStringLiteral("control characters are not made visible")},
    {QStringLiteral("key-in-.*"), QStringLiteral(".*"), QStringLiteral("a key that the server echoes is not masked")},
    {QStringLiteral("retry-(date|absurd)"), QStringLiteral(".*"), QStringLiteral("Retry-After is not measured by Date, and not capped")},
    {QStringLiteral("silent-.*|comments-for-ever"), QStringLiteral(".*"), QStringLiteral("there is no clock for silence")},
};
// clang-format on

} // namespace Parlance
