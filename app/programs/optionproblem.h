// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QStringList>

class QCommandLineParser;

namespace Parlance {

/// What is unclear about the options that were given, in words for the user: one without its value, as in
/// `--path ''`, or one given twice. Empty if nothing is. `mayBeEmpty` and `mayRepeat` name the options that
/// may be so.
[[nodiscard]] QString problemOfOptions(const QCommandLineParser &parser,
    const QList<QCommandLineOption> &options, const QStringList &mayBeEmpty = {},
    const QStringList &mayRepeat = {});

} // namespace Parlance
