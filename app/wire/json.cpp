// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/json.h"

#include "wire/utf8text.h"

#include <algorithm>

namespace Parlance {

namespace {

using Kind = JsonValueView::Kind;
using Reason = JsonFault::Reason;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The offset after the closing quote of the valid string that begins at `begin`.
qsizetype endOfString(const QByteArray &text, qsizetype begin)
{
    qsizetype at = begin + 1;
    for (; text.at(at) != '"'; ++at)
        at += text.at(at) == '\\' ? 1 : 0;
    return at + 1;
}

QChar escaped(char c)
{
    switch (c) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return QLatin1Char(c);
    }
}

/// Replaces unpaired surrogates, which are not characters.
QString withoutLoneSurrogates(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else if (text.at(i).isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

/// The decoded text between the quotes of a valid string.
QString unescaped(QByteArrayView inner)
{
    QString text;
    while (!inner.isEmpty()) {
        const qsizetype plain = std::ranges::find(inner, '\\') - inner.begin();
        text += textFromUtf8(inner.first(plain));
        if (plain == inner.size())
            break;
        const bool unicode = inner.at(plain + 1) == 'u';
        text +=
            unicode ? QChar(inner.sliced(plain + 2, 4).toUShort(nullptr, 16)) : escaped(inner.at(plain + 1));
        inner = inner.sliced(plain + (unicode ? 6 : 2));
    }
    return withoutLoneSurrogates(std::move(text));
}

} // namespace

/// Reads one text to its end or its first fault.
class JsonScanner
{
public:
    explicit JsonScanner(JsonDocument &document)
        : m_text(document.m_text)
        , m_nodes(document.m_nodes)
    {
    }

    /// False after a fault.
    [[nodiscard]] bool scan()
    {
        skipBlanks();
        if (atEnd())
            return fail(Reason::NoValue);
        if (!scanValue(-1))
            return false;
        while (!m_open.isEmpty()) {
            if (!scanNext())
                return false;
        }
        skipBlanks();
        return atEnd() || fail(Reason::TextAfterTheEnd);
    }

    [[nodiscard]] JsonFault fault() const { return m_fault; }

    /// After a fault: drops the value that it cut, and ends what is open.
    void closeAtFault()
    {
        const bool isCut =
            !m_nodes.isEmpty() && m_nodes.last().end == 0 && !m_open.contains(m_nodes.size() - 1);
        if (isCut)
            m_nodes.removeLast();
        for (const qsizetype open : std::as_const(m_open)) {
            m_nodes[open].open = true;
            m_nodes[open].end = m_fault.offset;
            m_nodes[open].next = m_nodes.size();
        }
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char next() const { return atEnd() ? '\0' : m_text.at(m_at); }

    bool fail(Reason reason)
    {
        m_fault = {.reason = reason, .offset = m_at};
        return false;
    }

    void skipBlanks()
    {
        while (!atEnd() && isBlank(next()))
            ++m_at;
    }

    /// Reads the next member or element of the innermost open value, or its end.
    [[nodiscard]] bool scanNext()
    {
        const qsizetype open = m_open.last();
        const bool isObject = m_nodes.at(open).kind == Kind::Object;
        const bool isFirst = m_nodes.size() == open + 1;
        skipBlanks();
        if (next() == (isObject ? '}' : ']'))
            return close();
        if (!isFirst) {
            if (next() != ',')
                return fail(isObject ? Reason::MissingComma : Reason::UnclosedArray);
            ++m_at;
            skipBlanks();
        }
        return isObject ? scanMember() : scanValue(-1);
    }

    [[nodiscard]] bool scanMember()
    {
        const qsizetype name = m_at;
        if (next() != '"')
            return fail(Reason::MissingName);
        if (!scanString())
            return false;
        skipBlanks();
        if (next() != ':')
            return fail(Reason::MissingColon);
        ++m_at;
        skipBlanks();
        return scanValue(name);
    }

    [[nodiscard]] bool scanValue(qsizetype name)
    {
        const qsizetype begin = m_at;
        const Kind kind = kindOf(next());
        m_nodes.append({.kind = kind, .begin = begin, .name = name});
        if (kind == Kind::Array || kind == Kind::Object)
            return open();
        if (!scanScalar(kind))
            return false;
        m_nodes.last().end = m_at;
        m_nodes.last().next = m_nodes.size();
        return true;
    }

    static Kind kindOf(char first)
    {
        switch (first) {
        case '{':
            return Kind::Object;
        case '[':
            return Kind::Array;
        case '"':
            return Kind::String;
        case 't':
        case 'f':
            return Kind::Bool;
        case 'n':
            return Kind::Null;
        default:
            return Kind::Number;
        }
    }

    bool open()
    {
        if (m_open.size() == JsonDocument::MaxDepth)
            return fail(Reason::TooDeep);
        m_open.append(m_nodes.size() - 1);
        ++m_at;
        return true;
    }

    bool close()
    {
        ++m_at;
        JsonDocument::Node &node = m_nodes[m_open.last()];
        node.end = m_at;
        node.next = m_nodes.size();
        m_open.removeLast();
        return true;
    }

    [[nodiscard]] bool scanScalar(Kind kind)
    {
        if (kind == Kind::String)
            return scanString();
        if (kind == Kind::Number)
            return scanNumber();
        for (const QByteArrayView word :
            {QByteArrayView("true"), QByteArrayView("false"), QByteArrayView("null")}) {
            if (QByteArrayView(m_text).sliced(m_at).startsWith(word)) {
                m_at += word.size();
                return true;
            }
        }
        return fail(Reason::IllegalValue);
    }

    [[nodiscard]] bool scanString()
    {
        for (++m_at; !atEnd(); ++m_at) {
            const char c = next();
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return fail(Reason::ControlCharacter);
            if (c == '\\' && !scanEscape())
                return false;
        }
        return fail(Reason::UnclosedString);
    }

    /// Reads from the backslash to the last character of the escape.
    [[nodiscard]] bool scanEscape()
    {
        const QByteArrayView rest = QByteArrayView(m_text).sliced(m_at + 1);
        if (rest.isEmpty())
            return true; // the string is not closed either
        const bool unicode =
            rest.front() == 'u' && rest.size() > 4 && std::ranges::all_of(rest.sliced(1, 4), isHexDigit);
        if (!unicode && !QByteArrayView("\"\\/bfnrt").contains(rest.front()))
            return fail(Reason::IllegalEscape);
        m_at += unicode ? 5 : 1;
        return true;
    }

    qsizetype skipDigits()
    {
        const qsizetype begin = m_at;
        while (isDigit(next()))
            ++m_at;
        return m_at - begin;
    }

    /// RFC 8259 6.
    [[nodiscard]] bool scanNumber()
    {
        const qsizetype begin = m_at;
        m_at += next() == '-' ? 1 : 0;
        const bool zero = next() == '0';
        const qsizetype whole = skipDigits();
        if (whole == 0)
            return failAt(begin, m_at == begin ? Reason::IllegalValue : Reason::IllegalNumber);
        if (zero && whole > 1)
            return failAt(begin, Reason::IllegalNumber);
        if (next() == '.') {
            ++m_at;
            if (skipDigits() == 0)
                return failAt(begin, Reason::IllegalNumber);
        }
        if (next() == 'e' || next() == 'E') {
            ++m_at;
            m_at += next() == '+' || next() == '-' ? 1 : 0;
            if (skipDigits() == 0)
                return failAt(begin, Reason::IllegalNumber);
        }
        return true;
    }

    bool failAt(qsizetype offset, Reason reason)
    {
        m_at = offset;
        return fail(reason);
    }

    const QByteArray &m_text;
    QList<JsonDocument::Node> &m_nodes;
    QList<qsizetype> m_open; ///< arrays and objects, the innermost last
    qsizetype m_at = 0;
    JsonFault m_fault;
};

std::expected<JsonDocument, JsonFault> JsonDocument::read(const QByteArray &text)
{
    JsonDocument document;
    document.m_text = text;
    JsonScanner scanner(document);
    if (!scanner.scan())
        return std::unexpected(scanner.fault());
    return document;
}

std::pair<JsonDocument, std::optional<JsonFault>> JsonDocument::readPart(const QByteArray &text)
{
    JsonDocument document;
    document.m_text = text;
    JsonScanner scanner(document);
    if (scanner.scan())
        return {std::move(document), std::nullopt};
    scanner.closeAtFault();
    return {std::move(document), scanner.fault()};
}

Kind JsonValueView::kind() const
{
    return m_document->m_nodes.at(m_node).kind;
}

QByteArrayView JsonValueView::text() const
{
    const JsonDocument::Node &node = m_document->m_nodes.at(m_node);
    return QByteArrayView(m_document->m_text).sliced(node.begin, node.end - node.begin);
}

qsizetype JsonValueView::offset() const
{
    return m_document->m_nodes.at(m_node).begin;
}

bool JsonValueView::isOpen() const
{
    return m_document->m_nodes.at(m_node).open;
}

QString JsonValueView::string() const
{
    return kind() == Kind::String ? unescaped(text().sliced(1).chopped(1)) : QString();
}

QString JsonValueView::name() const
{
    const qsizetype begin = m_document->m_nodes.at(m_node).name;
    if (begin < 0)
        return {};
    const qsizetype end = endOfString(m_document->m_text, begin);
    return unescaped(QByteArrayView(m_document->m_text).sliced(begin + 1, end - begin - 2));
}

QList<JsonValueView> JsonValueView::children() const
{
    QList<JsonValueView> children;
    const JsonDocument::Node &node = m_document->m_nodes.at(m_node);
    for (qsizetype child = m_node + 1; child < node.next; child = m_document->m_nodes.at(child).next)
        children.append(JsonValueView(*m_document, child));
    return children;
}

std::optional<JsonValueView> JsonValueView::member(QStringView name) const
{
    std::optional<JsonValueView> found;
    for (const JsonValueView &child : children()) {
        if (child.name() == name && kind() == Kind::Object)
            found = child;
    }
    return found;
}

bool hasMember(const QByteArray &object, QStringView name)
{
    const auto document = JsonDocument::read(object);
    return document && document->root().member(name);
}

TextPlace placeIn(QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(std::clamp<qsizetype>(offset, 0, text.size()));
    const QByteArrayView line = before.sliced(before.lastIndexOf('\n') + 1);
    return {.line = std::ranges::count(before, '\n') + 1, .column = textFromUtf8(line).size() + 1};
}

QByteArray bytesAt(QByteArrayView text, qsizetype offset)
{
    constexpr qsizetype most = 6;
    const QByteArrayView rest = text.sliced(std::clamp<qsizetype>(offset, 0, text.size()));
    return rest.first(std::min(rest.size(), most)).toByteArray();
}

} // namespace Parlance
