// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QVarLengthArray>

#include <functional>

namespace Parlance {

/// Reads one JSON text (RFC 8259) that comes in pieces, value by value, and keeps none of it: for answers
/// that are too large for a `JsonDocument`. Takes linear time for any split. The caller asks for the values
/// in the order in which they stand:
///
///     for (json.open(); json.hasNext();)   // of an array or object
///         if (json.name() == "size")       // of an object's member
///             number = json.token();
///         else
///             json.skip();
///
/// What is no JSON is a fault, from which on there is nothing: `hasNext()` is false and texts are empty. Text
/// behind the value is not looked at.
class JsonPuller
{
public:
    /// The next bytes, which must stay until the next call; empty at the end.
    using NextPiece = std::function<QByteArrayView()>;
    explicit JsonPuller(NextPiece nextPiece);

    /// The first character of the next value: one of { [ " or the beginning of a number or word; 0 at the
    /// end.
    [[nodiscard]] char peek();
    /// Goes into the array or object that is next.
    void open();
    /// True if another element or member follows; its name or value is next. False leaves the array or
    /// object.
    [[nodiscard]] bool hasNext();
    /// The name of the member that is next, as UTF-8. Its value is next then.
    [[nodiscard]] QByteArray name();
    /// The content of the string that is next, as UTF-8 as received; a string of more than `most` bytes is a
    /// fault.
    [[nodiscard]] QByteArray string(qsizetype most);
    /// The number or word that is next, as written, up to 128 bytes: also what JSON does not know, such as
    /// NaN. The view is good until the next call.
    [[nodiscard]] QByteArrayView token();
    /// The value that is next as written, without blanks between its parts; one of more than `most` bytes is
    /// a fault.
    [[nodiscard]] QByteArray written(qsizetype most);
    /// Leaves the value out that is next.
    void skip();

    /// Why reading ended early, in words, with the place; empty without a fault.
    [[nodiscard]] const QString &fault() const { return m_fault; }
    /// The bytes that were read.
    [[nodiscard]] qint64 offset() const { return m_before + (m_at - m_piece.data()); }

private:
    [[nodiscard]] bool refill();
    [[nodiscard]] bool hasByte() { return m_at != m_end || refill(); }
    [[nodiscard]] char byte() { return hasByte() ? *m_at : '\0'; }
    void skipBlanks();
    [[nodiscard]] bool expect(char wanted);
    void fail(const QString &what);
    void appendEscape(QByteArray &text);
    [[nodiscard]] char16_t hexUnit();
    void pass(QByteArray *written, qsizetype most);
    void passString(QByteArray *written);
    static void keep(QByteArrayView bytes, QByteArray *written);

    NextPiece m_nextPiece;
    QByteArrayView m_piece;
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    qint64 m_before = 0;                  ///< bytes in the pieces before this one
    QVarLengthArray<char, 32> m_closings; ///< of what is open, the innermost last
    bool m_isFirst = false;               ///< nothing was read yet of what was opened last
    QByteArray m_token;                   ///< one that two pieces share
    QString m_fault;
};

} // namespace Parlance
