// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/splitkeys.h"

#include "wire/json.h"

#include <algorithm>
#include <utility>

namespace Parlance {

namespace {

/// -1 if it is no hexadecimal digit.
int digitOf(char c)
{
    const auto place = static_cast<int>(QByteArrayView("0123456789abcdefABCDEF").indexOf(c));
    return place < 16 ? place : place - 6;
}

template <typename Spelled>
bool endsWith(const QList<Spelled> &text, QByteArrayView key)
{
    return text.size() >= key.size() &&
           std::equal(key.crbegin(), key.crend(), std::make_reverse_iterator(text.cend()),
               [](char byte, const Spelled &spelled) { return byte == spelled.byte; });
}

template <typename T>
std::span<const T> lastOf(const QList<T> &list, qsizetype count)
{
    return std::span(list).last(static_cast<size_t>(count));
}

} // namespace

SplitKeys::SplitKeys(const QList<Secret> &keys)
    : m_keys(keys)
{
    for (const Secret &key : keys) {
        m_lastBytes.set(static_cast<uchar>(key.reveal().back()));
        m_longest = std::max(m_longest, key.reveal().size());
    }
}

void SplitKeys::read(QByteArrayView lines, qint64 offset)
{
    if (m_keys.isEmpty())
        return;
    for (qsizetype begin = 0; begin < lines.size();) {
        const auto isEnd = [](char byte) {
            return byte == '\n' || byte == '\r';
        };
        const qsizetype end = std::find_if(lines.begin() + begin, lines.end(), isEnd) - lines.begin();
        readLine(lines.sliced(begin, end - begin), offset + begin);
        begin = end + 1;
    }
}

void SplitKeys::readLine(QByteArrayView line, qint64 offset)
{
    const qsizetype begin = line.indexOf('{');
    if (begin < 0)
        return;
    const QByteArray json = line.sliced(begin).toByteArray();
    if (std::exchange(m_isFirst, false)) {
        m_first = json;
        m_firstOffset = offset + begin;
        return;
    }
    if (!m_first.isEmpty())
        readJson(std::exchange(m_first, {}), m_firstOffset);
    readJson(json, offset + begin);
}

void SplitKeys::readJson(const QByteArray &json, qint64 offset)
{
    if (const auto document = JsonDocument::read(json))
        walk(document->root(), {}, offset);
}

void SplitKeys::walk(const JsonValueView &value, const QString &path, qint64 offset)
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

/// Reads one unit, such as `\u002d`. A unit outside ASCII is no part of a key.
SplitKeys::Unit SplitKeys::unitAt(QByteArrayView string, qsizetype at)
{
    if (string.at(at) != '\\')
        return {.byte = string.at(at), .offset = at};
    if (string.at(at + 1) != 'u')
        return {.byte = string.at(at + 1), .offset = at, .length = 2};
    const uint code = string.sliced(at + 2, 4).toUInt(nullptr, 16);
    return {.byte = code < 0x80 ? static_cast<char>(code) : '\0', .offset = at, .length = 6};
}

void SplitKeys::append(const QString &path, QByteArrayView quoted, qint64 offset)
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

/// The number that the last letters give, if they are hexadecimal digits after `mark`.
std::optional<int> SplitKeys::codeAtEnd(std::span<const Letter> letters, std::string_view mark, size_t digits)
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

qsizetype SplitKeys::unitsOf(std::span<const Letter> letters)
{
    qsizetype units = 0;
    for (const Letter &letter : letters)
        units += letter.units;
    return units;
}

/// Makes one letter of the last ones.
void SplitKeys::join(QList<Letter> &letters, qsizetype count, char byte)
{
    while (count < letters.size() && letters.at(letters.size() - count).byte == '\\' &&
           letters.at(letters.size() - count - 1).byte == '\\')
        ++count; // JSON in JSON doubles its backslashes
    const qsizetype units = unitsOf(lastOf(letters, count));
    letters.resize(letters.size() - count);
    letters.append({.byte = byte, .units = units});
}

/// Joins the last letters if they spell one.
void SplitKeys::joinSpelling(QList<Letter> &letters)
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

void SplitKeys::noteKeysAtEnd(const Text &text)
{
    if (!m_lastBytes.test(static_cast<uchar>(text.letters.last().byte)) &&
        !m_lastBytes.test(static_cast<uchar>(text.units.last().byte)))
        return;
    for (const Secret &secret : std::as_const(m_keys)) {
        const QByteArrayView key = secret.reveal();
        if (endsWith(text.units, key))
            note(lastOf(text.units, key.size()));
        if (endsWith(text.letters, key))
            note(lastOf(text.units, unitsOf(lastOf(text.letters, key.size()))));
    }
}

void SplitKeys::note(std::span<const Unit> units)
{
    for (const Unit &unit : units) {
        for (qint64 place = unit.offset; place < unit.offset + unit.length; ++place)
            m_found.insert(place);
    }
}

/// Forgets what no key can begin in.
void SplitKeys::trim(Text &text) const
{
    constexpr qsizetype longestSpelling = 16;
    const qsizetype kept = m_longest + longestSpelling;
    if (text.letters.size() < 2 * kept)
        return;
    text.letters.remove(0, text.letters.size() - kept);
    text.units.remove(0, text.units.size() - std::max(unitsOf(text.letters), kept));
}

} // namespace Parlance
