// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Parlance {

/// A form with fields and files (RFC 7578). The same fields give the same bytes, always. The bytes of a file
/// are shared until `body()` copies them, once.
class MultipartForm
{
public:
    void add(const QByteArray &name, const QString &value);
    /// In the name of a file, a quote and a line end are percent-encoded as HTML says; other characters are
    /// sent as UTF-8.
    void addFile(
        const QByteArray &name, const QString &fileName, const QByteArray &type, const QByteArray &bytes);

    /// The type of the body, with its boundary, which occurs in no part.
    [[nodiscard]] QByteArray contentType() const;
    [[nodiscard]] QByteArray body() const;

private:
    struct Part
    {
        QByteArray head; ///< its headers, with the blank line
        QByteArray bytes;
    };

    [[nodiscard]] QByteArray boundary() const;

    QList<Part> m_parts;
};

} // namespace Parlance
