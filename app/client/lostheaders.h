// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

/// The body of an answer without headers. Qt drops all of them if there are more than 100, or if they are too
/// large; then it knows no length, and leaves the sizes of the chunks in the body.
class LostHeaders
{
public:
    /// Reads the next bytes of the body.
    void read(QByteArrayView bytes);

    /// True if the body ends when the server is quiet, because it is one JSON value, or a page. Only the end
    /// of the connection ends a stream.
    [[nodiscard]] bool isWhole() const;
    /// True if the sizes of the chunks are in the body.
    [[nodiscard]] bool isChunked() const;

private:
    QByteArray m_begin;
};

} // namespace Parlance
