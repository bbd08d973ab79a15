// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype Indent = 2;

bool isJson(const QString &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    return error.error == QJsonParseError::NoError && !document.isNull();
}

/// Lays out JSON that is known to be valid; recursion ends where QJsonDocument's own does, at 1024 levels.
class Layout
{
public:
    Layout(QStringView json, bool sorted)
        : m_json(json)
        , m_sorted(sorted)
    {
    }

    [[nodiscard]] QString value(qsizetype depth)
    {
        skipBlanks();
        if (m_json.at(m_at) == u'{')
            return members(depth, u'}', true);
        if (m_json.at(m_at) == u'[')
            return members(depth, u']', false);
        return scalar();
    }

private:
    void skipBlanks()
    {
        while (m_at < m_json.size() && m_json.at(m_at).isSpace())
            ++m_at;
    }

    [[nodiscard]] QString scalar()
    {
        const qsizetype begin = m_at;
        if (m_json.at(m_at) == u'"') {
            for (++m_at; m_json.at(m_at) != u'"'; ++m_at)
                m_at += m_json.at(m_at) == u'\\' ? 1 : 0;
            ++m_at;
        } else {
            while (m_at < m_json.size() && !m_json.at(m_at).isSpace() && !u",]}"_s.contains(m_json.at(m_at)))
                ++m_at;
        }
        return m_json.sliced(begin, m_at - begin).toString();
    }

    [[nodiscard]] QString member(qsizetype depth, bool named)
    {
        if (!named)
            return value(depth);
        skipBlanks();
        const QString name = scalar();
        skipBlanks();
        ++m_at; // the colon
        return name + u": "_s + value(depth);
    }

    [[nodiscard]] QString members(qsizetype depth, QChar close, bool named)
    {
        const QString open(m_json.at(m_at++));
        QStringList texts;
        for (skipBlanks(); m_json.at(m_at) != close; skipBlanks()) {
            texts << member(depth + 1, named);
            skipBlanks();
            if (m_json.at(m_at) == u',')
                ++m_at;
        }
        ++m_at;
        if (texts.isEmpty())
            return open + close;
        if (named && m_sorted)
            texts.sort();
        const QString inner = u'\n' + QString((depth + 1) * Indent, u' ');
        return open + inner + texts.join(u',' + inner) + u'\n' + QString(depth * Indent, u' ') + close;
    }

    QStringView m_json;
    bool m_sorted;
    qsizetype m_at = 0;
};

QString memberPath(const QString &path, const QString &name)
{
    static const QRegularExpression plain(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    return plain.match(name).hasMatch() ? path + u'.' + name : path + u"[\""_s + name + u"\"]"_s;
}

void compare(
    const QString &path, const QJsonValue &left, const QJsonValue &right, QList<JsonDifference> &found);

void compareObjects(
    const QString &path, const QJsonObject &left, const QJsonObject &right, QList<JsonDifference> &found)
{
    QStringList names = left.keys() + right.keys();
    names.sort();
    names.removeDuplicates();
    for (const QString &name : std::as_const(names))
        compare(memberPath(path, name), left.value(name), right.value(name), found);
}

void compareArrays(
    const QString &path, const QJsonArray &left, const QJsonArray &right, QList<JsonDifference> &found)
{
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        const QJsonValue undefined(QJsonValue::Undefined);
        compare(path + u"[%1]"_s.arg(i), i < left.size() ? left.at(i) : undefined,
            i < right.size() ? right.at(i) : undefined, found);
    }
}

void compare(
    const QString &path, const QJsonValue &left, const QJsonValue &right, QList<JsonDifference> &found)
{
    const auto known = [](const QJsonValue &value) {
        return value.isUndefined() ? std::nullopt : std::optional(value);
    };
    if (left.isObject() && right.isObject())
        compareObjects(path, left.toObject(), right.toObject(), found);
    else if (left.isArray() && right.isArray())
        compareArrays(path, left.toArray(), right.toArray(), found);
    else if (left != right)
        found.append({.path = path, .left = known(left), .right = known(right)});
}

QJsonValue parsed(const QString &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

/// What stands between the fences of a text (CommonMark 4.5). One that is never closed is still being
/// written.
QStringList fencedBlocks(const QString &text)
{
    static const QRegularExpression fence(u"^ {0,3}(`{3,}|~{3,})([^`\\r\\n]*)$"_s);
    QStringList blocks;
    QStringList lines;
    QString open;
    for (QString line : text.split(u'\n')) {
        line.remove(u'\r');
        const QRegularExpressionMatch match = fence.match(line);
        const QString marks = match.captured(1);
        if (open.isEmpty()) {
            open = marks;
            lines.clear();
        } else if (marks.startsWith(open) && match.captured(2).trimmed().isEmpty()) {
            blocks << lines.join(u'\n');
            open.clear();
        } else {
            lines << line;
        }
    }
    return blocks;
}

} // namespace

std::optional<QString> jsonOfAnswer(const QString &answer)
{
    if (isJson(answer))
        return answer.trimmed();
    QStringList blocks = fencedBlocks(answer);
    blocks.removeIf([](const QString &block) { return !isJson(block); });
    return blocks.size() == 1 ? std::optional(blocks.first()) : std::nullopt;
}

QString laidOutJson(const QString &json, bool sorted)
{
    return Layout(json, sorted).value(0);
}

QList<JsonDifference> jsonDifferences(const QString &left, const QString &right)
{
    QList<JsonDifference> found;
    compare(u"$"_s, parsed(left), parsed(right), found);
    return found;
}

} // namespace Parlance
