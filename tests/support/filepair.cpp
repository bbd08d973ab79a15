// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/filepair.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Parlance::Test {

namespace {

QString failPath(const FilePair &pair)
{
    return QString(pair.expected).replace(u".json"_s, u".fail"_s);
}

/// The lines from the first to the last that differ, marked as `diff` marks them.
QByteArray difference(QList<QByteArray> expected, QList<QByteArray> actual)
{
    while (!expected.isEmpty() && !actual.isEmpty() && expected.first() == actual.first()) {
        expected.removeFirst();
        actual.removeFirst();
    }
    while (!expected.isEmpty() && !actual.isEmpty() && expected.last() == actual.last()) {
        expected.removeLast();
        actual.removeLast();
    }
    QByteArray lines;
    for (const QByteArray &line : expected)
        lines += "- " + line + '\n';
    for (const QByteArray &line : actual)
        lines += "+ " + line + '\n';
    return lines;
}

void leave(const QByteArray &actual, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(actual) != actual.size())
        qWarning("%s cannot be written", qUtf8Printable(path));
}

} // namespace

QList<FilePair> filePairs(const QString &folder, const QString &suffix)
{
    const QDir directory(QStringLiteral(PARLANCE_TEST_DATA) + u'/' + folder);
    QList<FilePair> pairs;
    for (const QString &file : directory.entryList({u'*' + suffix}, QDir::Files, QDir::Name)) {
        const QString name = file.chopped(suffix.size());
        pairs.append({name, directory.filePath(file), directory.filePath(name + u".json"_s)});
    }
    if (pairs.isEmpty())
        QTest::qFail("no file pairs found", __FILE__, __LINE__);
    return pairs;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        QTest::qFail(qPrintable(path + u" cannot be read"_s), __FILE__, __LINE__);
    return file.readAll();
}

bool isAsExpected(const QJsonObject &actual, const FilePair &pair)
{
    QFile::remove(failPath(pair));
    const QJsonObject expected = QJsonDocument::fromJson(readFile(pair.expected)).object();
    if (actual == expected)
        return true;
    const QByteArray actualText = QJsonDocument(actual).toJson();
    leave(actualText, failPath(pair));
    qWarning(
        "%s", (difference(QJsonDocument(expected).toJson().split('\n'), actualText.split('\n'))).constData());
    return false;
}

} // namespace Parlance::Test
