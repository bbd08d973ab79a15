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
        IllegalValue,     ///< something else stands where a value belongs
        MissingName,      ///< a member does not begin with a name in quotes
        MissingColon,     ///< no colon follows a name
        MissingComma,     ///< of an object: neither a comma nor } follows a member
        UnclosedArray,    ///< neither a comma nor ] follows an element
        UnclosedString,   ///< the text ends within a string
        ControlCharacter, ///< a string has a character below U+0020 that is not escaped
        IllegalEscape,    ///< what follows a backslash is no escape
        IllegalNumber,    ///< such as 01, 1. or +1
        TextAfterTheEnd,  ///< something follows the value
        TooDeep           ///< more than `JsonDocument::MaxDepth` arrays and objects within each other
    };

    Reason reason = Reason::NoValue;
    qsizetype offset = 0; ///< in bytes; of the first byte that does not fit, or the text's size

    bool operator==(const JsonFault &) const = default;
};

class JsonDocument;

/// One value of a JsonDocument, which must outlive it.
class JsonValueView
{
public:
    enum class Kind { Null, Bool, Number, String, Array, Object };

    [[nodiscard]] Kind kind() const;
    /// The value as it is spelled, without blanks around it.
    [[nodiscard]] QByteArrayView text() const;
    /// Where that begins in the document, in bytes.
    [[nodiscard]] qsizetype offset() const;
    /// The text of a string, without its quotes and escapes; empty for any other value. Broken UTF-8 and
    /// halves of surrogate pairs are U+FFFD.
    [[nodiscard]] QString string() const;
    /// The name of a member; empty for an element and for the root.
    [[nodiscard]] QString name() const;

    /// The members of an object or the elements of an array, in their order; names may come twice. Empty for
    /// any other value.
    [[nodiscard]] QList<JsonValueView> children() const;
    /// The last member of that name, which is the one that counts for most readers.
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

/// A JSON text that was read without loss: order, spelling, doubled names and places are kept. Numbers are
/// any that the grammar allows, of any size. One pass, no recursion; a value costs 40 bytes.
class JsonDocument
{
public:
    static constexpr qsizetype MaxDepth = 1024;

    [[nodiscard]] static std::expected<JsonDocument, JsonFault> read(const QByteArray &text);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] JsonValueView root() const { return {*this, 0}; }

private:
    friend class JsonValueView;
    friend class JsonScanner;

    struct Node
    {
        JsonValueView::Kind kind = JsonValueView::Kind::Null;
        qsizetype begin = 0;
        qsizetype end = 0;   ///< behind the last byte
        qsizetype name = -1; ///< where the name's quote stands; -1 without a name
        qsizetype next = 0;  ///< the node behind this one and all within it
    };

    QByteArray m_text;
    QList<Node> m_nodes; ///< in the order of the text; children follow their parent
};

/// True if the text is an object with a member of that name.
[[nodiscard]] bool hasMember(const QByteArray &object, QStringView name);

/// The line and the column of a place, both from 1; a column is a character, not a byte.
struct TextPlace
{
    qsizetype line = 1;
    qsizetype column = 1;

    bool operator==(const TextPlace &) const = default;
};
[[nodiscard]] TextPlace placeIn(QByteArrayView text, qsizetype offset);

} // namespace Parlance
