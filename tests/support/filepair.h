// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace Parlance::Test {

/// A file to read, and beside it, under the same name with `.json`, what must be made of it.
struct FilePair
{
    QString name; ///< without folder and suffix
    QString input;
    QString expected;
};

/// The pairs of a folder below `tests/data`, whose inputs end with `suffix`, by name. Fails the test if there
/// are none.
[[nodiscard]] QList<FilePair> filePairs(const QString &folder, const QString &suffix);

[[nodiscard]] QByteArray readFile(const QString &path);

/// True if `actual` is what the file says. Otherwise leaves it beside the file, as `NAME.fail`, and prints
/// the lines that differ.
[[nodiscard]] bool isAsExpected(const QJsonObject &actual, const FilePair &pair);

} // namespace Parlance::Test
