// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <expected>
#include <optional>

namespace Parlance {

/// Why a text is not JSON (RFC 8259), and where.
struct JsonFault
{
    enum class Reason {
        NoValue,          ///< the text is empty or blank
        IllegalValue,     ///< another character is where a value belongs
        MissingName,      ///< a member does not begin with a name in quotes
        MissingColon,     ///< no colon follows a name
        MissingComma,     ///< in an object: neither a comma nor } follows a member
        UnclosedArray,    ///< neither a comma nor ] follows an element
        UnclosedString,   ///< the text ends within a string
        ControlCharacter, ///< a string has a character below U+0020 that is not escaped
        IllegalEscape,    ///< an unknown escape follows a backslash
        IllegalNumber,    ///< such as 01, 1. or +1
        TextAfterTheEnd,  ///< something follows the value
        TooDeep           ///< more than `JsonDocument::MaxDepth` nested arrays and objects
    };

    Reason reason = Reason::NoValue;
    qsizetype offset = 0; ///< in bytes; of the first wrong byte, or the size of the text

    bool operator==(const JsonFault &) const = default;
};

class JsonDocument;

/// One value of a JsonDocument, which must outlive it.
class JsonValueView
{
public:
    enum class Kind { Null, Bool, Number, String, Array, Object };

    [[nodiscard]] Kind kind() const;
    /// The value as written, without surrounding white space.
    [[nodiscard]] QByteArrayView text() const;
    /// The byte offset of `text()` in the document.
    [[nodiscard]] qsizetype offset() const;
    /// True for an array or object that the fault of `readPart()` left open.
    [[nodiscard]] bool isOpen() const;
    /// The decoded content of a string; empty for any other value. Invalid UTF-8 and unpaired surrogates
    /// become U+FFFD.
    [[nodiscard]] QString string() const;
    /// The name of a member; empty for an element and for the root.
    [[nodiscard]] QString name() const;

    /// The members of an object or the elements of an array, in order; names may repeat. Empty for any other
    /// value.
    [[nodiscard]] QList<JsonValueView> children() const;
    /// The last member with that name, as most readers take it.
    [[nodiscard]] std::optional<JsonValueView> member(QStringView name) const;

private:
    friend class JsonDocument;
    JsonValueView(const JsonDocument &document, qsizetype node)
        : m_document(&document)
        , m_node(node)
    {
    }

    const JsonDocument *m_document;
    qsizetype m_node;
};

/// A JSON text read without loss: keeps order, spelling, duplicate names and offsets. Accepts numbers of any
/// size. Reads in one pass without recursion; a value costs 40 bytes.
class JsonDocument
{
public:
    static constexpr qsizetype MaxDepth = 1024;

    [[nodiscard]] static std::expected<JsonDocument, JsonFault> read(const QByteArray &text);
    /// Reads up to the first fault. The document has every value that ends before it; arrays and objects that
    /// are still open end there.
    [[nodiscard]] static std::pair<JsonDocument, std::optional<JsonFault>> readPart(const QByteArray &text);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// True if not even one value could be read.
    [[nodiscard]] bool isEmpty() const { return m_nodes.isEmpty(); }
    /// Must not be empty.
    [[nodiscard]] JsonValueView root() const { return {*this, 0}; }

private:
    friend class JsonValueView;
    friend class JsonScanner;

    struct Node
    {
        JsonValueView::Kind kind = JsonValueView::Kind::Null;
        bool open = false;
        qsizetype begin = 0;
        qsizetype end = 0;   ///< after the last byte
        qsizetype name = -1; ///< the offset of the name's quote; -1 without a name
        qsizetype next = 0;  ///< the node after this one and its children
    };

    QByteArray m_text;
    QList<Node> m_nodes; ///< in text order; children follow their parent
};

/// True if the text is an object with a member of that name.
[[nodiscard]] bool hasMember(const QByteArray &object, QStringView name);

/// The line and column of an offset, both from 1; a column counts characters, not bytes.
struct TextPlace
{
    qsizetype line = 1;
    qsizetype column = 1;

    bool operator==(const TextPlace &) const = default;
};
[[nodiscard]] TextPlace placeIn(QByteArrayView text, qsizetype offset);
/// Up to 6 bytes from an offset on: enough to recognise a fault by, and fewer than a key has.
[[nodiscard]] QByteArray bytesAt(QByteArrayView text, qsizetype offset);

} // namespace Parlance
