// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/jsontext.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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

/// Scans valid JSON. Recursion is limited as in QJsonDocument, to 1024 levels.
class Scanner
{
public:
    explicit Scanner(QStringView json)
        : m_json(json)
    {
    }

    [[nodiscard]] QChar next() const { return m_json.at(m_at); }
    void step() { ++m_at; }

    void skipBlanks()
    {
        while (m_at < m_json.size() && next().isSpace())
            step();
    }

    /// Moves to the next member, or to the end.
    void skipToNext()
    {
        skipBlanks();
        if (next() == u',')
            step();
        skipBlanks();
    }

    [[nodiscard]] QString scalar()
    {
        const qsizetype begin = m_at;
        if (next() == u'"') {
            for (step(); next() != u'"'; step())
                m_at += next() == u'\\' ? 1 : 0;
            step();
        } else {
            while (m_at < m_json.size() && !next().isSpace() && !u",]}"_s.contains(next()))
                step();
        }
        return m_json.sliced(begin, m_at - begin).toString();
    }

    /// The name of a member; also skips the colon after it.
    [[nodiscard]] QString name()
    {
        skipBlanks();
        const QString name = scalar();
        skipBlanks();
        step();
        return name;
    }

private:
    QStringView m_json;
    qsizetype m_at = 0;
};

class Layout : private Scanner
{
public:
    Layout(QStringView json, bool sorted)
        : Scanner(json)
        , m_sorted(sorted)
    {
    }

    [[nodiscard]] QString value(qsizetype depth)
    {
        skipBlanks();
        if (next() == u'{')
            return members(depth, u'}', true);
        if (next() == u'[')
            return members(depth, u']', false);
        return scalar();
    }

private:
    [[nodiscard]] QString member(qsizetype depth, bool named)
    {
        const QString start = named ? name() + u": "_s : QString();
        return start + value(depth);
    }

    [[nodiscard]] QString members(qsizetype depth, QChar close, bool named)
    {
        const QString open(next());
        step();
        QStringList texts;
        for (skipBlanks(); next() != close; skipToNext())
            texts << member(depth + 1, named);
        step();
        if (texts.isEmpty())
            return open + close;
        if (named && m_sorted)
            texts.sort();
        const QString inner = u'\n' + QString((depth + 1) * Indent, u' ');
        return open + inner + texts.join(u',' + inner) + u'\n' + QString(depth * Indent, u' ') + close;
    }

    bool m_sorted;
};

QString memberPath(const QString &path, const QString &name)
{
    static const QRegularExpression plain(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    return plain.match(name).hasMatch() ? path + u'.' + name : path + u"[\""_s + name + u"\"]"_s;
}

QString elementPath(const QString &path, qsizetype place)
{
    return path + u"[%1]"_s.arg(place);
}

/// The value of a scalar with this spelling.
QJsonValue meaning(const QString &spelled)
{
    return QJsonDocument::fromJson(u"[%1]"_s.arg(spelled).toUtf8()).array().first();
}

/// The same text for all spellings of one number, without rounding: "-1.50e3" and "-1500" give "-15e2".
QString exactly(const QString &number)
{
    static const QRegularExpression form(u"^(-?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$"_s);
    const QRegularExpressionMatch match = form.match(number);
    QString digits = match.captured(2) + match.captured(3);
    bool known = true;
    qint64 exponent = match.captured(4).isEmpty() ? 0 : match.captured(4).toInt(&known);
    if (!match.hasMatch() || !known)
        return number;
    exponent -= match.captured(3).size();
    for (; digits.endsWith(u'0'); ++exponent)
        digits.chop(1);
    while (digits.startsWith(u'0'))
        digits.removeFirst();
    return digits.isEmpty() ? u"0"_s : u"%1%2e%3"_s.arg(match.captured(1), digits).arg(exponent);
}

/// The numbers in valid JSON by their paths, as spelled.
class Numbers : private Scanner
{
public:
    explicit Numbers(QStringView json)
        : Scanner(json)
    {
        value(u"$"_s);
    }

    [[nodiscard]] QString at(const QString &path) const { return m_found.value(path); }

private:
    void value(const QString &path)
    {
        skipBlanks();
        if (next() == u'{')
            members(path, u'}', true);
        else if (next() == u'[')
            members(path, u']', false);
        else
            m_found.insert(path, scalar());
    }

    void members(const QString &path, QChar close, bool named)
    {
        step();
        qsizetype place = 0;
        for (skipBlanks(); next() != close; skipToNext())
            value(named ? memberPath(path, meaning(name()).toString()) : elementPath(path, place++));
        step();
    }

    QHash<QString, QString> m_found;
};

/// Collects the differences of two values. QJsonValue gives the structure, but rounds numbers to doubles.
class Comparer
{
public:
    Comparer(const QString &left, const QString &right)
        : m_left(left)
        , m_right(right)
    {
    }

    void compare(const QString &path, const QJsonValue &left, const QJsonValue &right)
    {
        if (left.isObject() && right.isObject())
            compareObjects(path, left.toObject(), right.toObject());
        else if (left.isArray() && right.isArray())
            compareArrays(path, left.toArray(), right.toArray());
        else if (!areSame(path, left, right))
            m_found.append({.path = path, .left = known(left), .right = known(right)});
    }

    [[nodiscard]] const QList<JsonDifference> &found() const { return m_found; }

private:
    static std::optional<QJsonValue> known(const QJsonValue &value)
    {
        return value.isUndefined() ? std::nullopt : std::optional(value);
    }

    [[nodiscard]] bool areSame(const QString &path, const QJsonValue &left, const QJsonValue &right) const
    {
        const bool numbers = left.isDouble() && right.isDouble();
        return left == right && (!numbers || exactly(m_left.at(path)) == exactly(m_right.at(path)));
    }

    void compareObjects(const QString &path, const QJsonObject &left, const QJsonObject &right)
    {
        QStringList names = left.keys() + right.keys();
        names.sort();
        names.removeDuplicates();
        for (const QString &name : std::as_const(names))
            compare(memberPath(path, name), left.value(name), right.value(name));
    }

    void compareArrays(const QString &path, const QJsonArray &left, const QJsonArray &right)
    {
        for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
            const QJsonValue undefined(QJsonValue::Undefined);
            compare(elementPath(path, i), i < left.size() ? left.at(i) : undefined,
                i < right.size() ? right.at(i) : undefined);
        }
    }

    Numbers m_left;
    Numbers m_right;
    QList<JsonDifference> m_found;
};

QJsonValue parsed(const QString &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

/// The contents of the fenced code blocks in a text (CommonMark 4.5). A block without an end is still being
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
    Comparer comparer(left, right);
    comparer.compare(u"$"_s, parsed(left), parsed(right));
    return comparer.found();
}

} // namespace Parlance
