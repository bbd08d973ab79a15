// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/keysinpieces.h"

#include "wire/json.h"

#include <QHash>
#include <algorithm>
#include <bitset>
#include <span>
#include <string_view>

namespace Parlance {

namespace {

/// A byte of a string and its spelling: the byte itself, or an escape.
struct Unit
{
    char byte = 0;
    qsizetype offset = 0;
    qsizetype length = 1;
};

/// Reads one unit, such as `\u002d`. A unit outside ASCII is no part of a key.
Unit unitAt(QByteArrayView string, qsizetype at)
{
    if (string.at(at) != '\\')
        return {.byte = string.at(at), .offset = at};
    if (string.at(at + 1) != 'u')
        return {.byte = string.at(at + 1), .offset = at, .length = 2};
    const uint code = string.sliced(at + 2, 4).toUInt(nullptr, 16);
    return {.byte = code < 0x80 ? static_cast<char>(code) : '\0', .offset = at, .length = 6};
}

/// A character of the text that the units spell: a unit, or several such as %2d or \u002d.
struct Letter
{
    char byte = 0;
    qsizetype units = 1;
};

/// What was said so far at one path.
struct Text
{
    QList<Unit> units;
    QList<Letter> letters; ///< cover all units
};

/// -1 if it is no hexadecimal digit.
int digitOf(char c)
{
    const auto place = static_cast<int>(QByteArrayView("0123456789abcdefABCDEF").indexOf(c));
    return place < 16 ? place : place - 6;
}

/// The number that the last letters give, if they are hexadecimal digits after `mark`.
std::optional<int> codeAtEnd(std::span<const Letter> letters, std::string_view mark, size_t digits)
{
    if (letters.size() < mark.size() + digits)
        return std::nullopt;
    const auto spelled = letters.last(mark.size() + digits);
    if (!std::ranges::equal(spelled.first(mark.size()), mark, {}, &Letter::byte))
        return std::nullopt;
    int code = 0;
    for (const Letter &letter : spelled.last(digits)) {
        const int digit = digitOf(letter.byte);
        if (digit < 0)
            return std::nullopt;
        code = code * 16 + digit;
    }
    return code;
}

qsizetype unitsOf(std::span<const Letter> letters)
{
    qsizetype units = 0;
    for (const Letter &letter : letters)
        units += letter.units;
    return units;
}

/// Makes one letter of the last ones.
void join(QList<Letter> &letters, qsizetype count, char byte)
{
    while (count < letters.size() && letters.at(letters.size() - count).byte == '\\' &&
           letters.at(letters.size() - count - 1).byte == '\\')
        ++count; // JSON in JSON doubles its backslashes
    const qsizetype units = unitsOf(std::span(letters).last(static_cast<size_t>(count)));
    letters.resize(letters.size() - count);
    letters.append({.byte = byte, .units = units});
}

/// Joins the last letters if they spell one.
void joinSpelling(QList<Letter> &letters)
{
    const char last = letters.last().byte;
    if (const auto code = codeAtEnd(letters, "%", 2))
        join(letters, 3, static_cast<char>(*code));
    else if (const auto escape = codeAtEnd(letters, "\\u", 4))
        join(letters, 6, *escape < 0x80 ? static_cast<char>(*escape) : '\0');
    else if ((last == '/' || last == '"') && letters.size() > 1 &&
             letters.at(letters.size() - 2).byte == '\\')
        join(letters, 2, last);
}

class PieceFinder
{
public:
    explicit PieceFinder(const QList<QByteArray> &keys)
        : m_keys(keys)
    {
        for (const QByteArray &key : keys) {
            m_lastBytes.set(static_cast<uchar>(key.back()));
            m_longest = std::max(m_longest, key.size());
        }
    }

    /// Reads a line at offset `offset` of the body.
    void read(QByteArrayView line, qsizetype offset)
    {
        const qsizetype begin = line.indexOf('{');
        if (begin < 0)
            return;
        if (const auto json = JsonDocument::read(line.sliced(begin).toByteArray()))
            walk(json->root(), {}, offset + begin);
    }

    [[nodiscard]] QList<qsizetype> take()
    {
        std::ranges::sort(m_found);
        return std::move(m_found);
    }

private:
    void walk(const JsonValueView &value, const QString &path, qsizetype offset)
    {
        if (value.kind() == JsonValueView::Kind::String)
            return append(path, value.text(), offset + value.offset());
        qsizetype element = 0;
        for (const JsonValueView &child : value.children()) {
            const bool isMember = value.kind() == JsonValueView::Kind::Object;
            walk(child, path + u'/' + (isMember ? child.name() : QString::number(element)), offset);
            ++element;
        }
    }

    void append(const QString &path, QByteArrayView quoted, qsizetype offset)
    {
        Text &text = m_texts[path];
        for (qsizetype at = 1; at < quoted.size() - 1;) {
            Unit unit = unitAt(quoted, at);
            at += unit.length;
            unit.offset += offset;
            text.units.append(unit);
            text.letters.append({.byte = unit.byte});
            joinSpelling(text.letters);
            noteKeysAtEnd(text);
            trim(text);
        }
    }

    void noteKeysAtEnd(const Text &text)
    {
        if (!m_lastBytes.test(static_cast<uchar>(text.letters.last().byte)) &&
            !m_lastBytes.test(static_cast<uchar>(text.units.last().byte)))
            return;
        for (const QByteArray &key : m_keys) {
            if (endsWith(text.units, key))
                note(text.units.last(key.size()));
            if (endsWith(text.letters, key))
                note(text.units.last(unitsOf(std::span(text.letters).last(static_cast<size_t>(key.size())))));
        }
    }

    template <typename Spelled>
    static bool endsWith(const QList<Spelled> &text, const QByteArray &key)
    {
        return text.size() >= key.size() &&
               std::equal(key.crbegin(), key.crend(), std::make_reverse_iterator(text.cend()),
                   [](char byte, const Spelled &spelled) { return byte == spelled.byte; });
    }

    void note(const QList<Unit> &units)
    {
        for (const Unit &unit : units) {
            for (qsizetype place = unit.offset; place < unit.offset + unit.length; ++place)
                m_found.append(place);
        }
    }

    /// Forgets what no key can begin in.
    void trim(Text &text) const
    {
        constexpr qsizetype longestSpelling = 16;
        const qsizetype kept = m_longest + longestSpelling;
        if (text.letters.size() < 2 * kept)
            return;
        text.letters.remove(0, text.letters.size() - kept);
        text.units.remove(0, text.units.size() - std::max(unitsOf(text.letters), kept));
    }

    const QList<QByteArray> &m_keys;
    std::bitset<256> m_lastBytes; ///< with which a key ends
    qsizetype m_longest = 0;
    QHash<QString, Text> m_texts; ///< the latest of each path
    QList<qsizetype> m_found;
};

} // namespace

QList<qsizetype> keyOffsetsInPieces(const QByteArray &body, const QList<QByteArray> &keys)
{
    PieceFinder finder(keys);
    for (qsizetype begin = 0; begin < body.size();) {
        qsizetype end = body.indexOf('\n', begin);
        if (end < 0)
            end = body.size();
        finder.read(QByteArrayView(body).sliced(begin, end - begin), begin);
        begin = end + 1;
    }
    return finder.take();
}

} // namespace Parlance
