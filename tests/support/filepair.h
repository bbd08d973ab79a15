// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace Parlance::Test {

/// An input file and the expected result, which is beside it under the same name with `.json`.
struct FilePair
{
    QString name; ///< without folder and suffix
    QString input;
    QString expected;
};

/// The pairs of a folder below `tests/data` whose inputs end with `suffix`, by name. Fails the test if it
/// finds none.
[[nodiscard]] QList<FilePair> filePairs(const QString &folder, const QString &suffix);

[[nodiscard]] QByteArray readFile(const QString &path);

/// True if `actual` equals the file. Otherwise writes `actual` to `NAME.fail` beside it and prints the
/// differing lines.
[[nodiscard]] bool isAsExpected(const QJsonObject &actual, const FilePair &pair);

} // namespace Parlance::Test
