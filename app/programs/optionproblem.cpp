// SPDX-License-Identifier: GPL-3.0-or-later
#include "optionproblem.h"

#include <QCommandLineParser>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

QString problemOfOptions(const QCommandLineParser &parser, const QList<QCommandLineOption> &options,
    const QStringList &mayBeEmpty, const QStringList &mayRepeat)
{
    for (const QCommandLineOption &option : options) {
        const QString name = option.names().first();
        if (parser.optionNames().count(name) > 1 && !mayRepeat.contains(name))
            return u"--%1 is given twice"_s.arg(name);
        const QStringList values = option.valueName().isEmpty() ? QStringList() : parser.values(option);
        const bool isEmpty =
            std::ranges::any_of(values, [](const QString &value) { return value.trimmed().isEmpty(); });
        if (isEmpty && !mayBeEmpty.contains(name))
            return u"--%1 is empty"_s.arg(name);
    }
    return {};
}

} // namespace Parlance
