// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/multipartform.h"

#include <algorithm>

namespace Parlance {

namespace {

/// "Multipart form data" in HTML's section on form submission.
QByteArray quoted(QByteArray text)
{
    return '"' + text.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22") + '"';
}

} // namespace

void MultipartForm::add(const QByteArray &name, const QString &value)
{
    m_parts.append({.head = "Content-Disposition: form-data; name=" + quoted(name) + "\r\n\r\n",
        .bytes = value.toUtf8()});
}

void MultipartForm::addFile(
    const QByteArray &name, const QString &fileName, const QByteArray &type, const QByteArray &bytes)
{
    const QByteArray head = "Content-Disposition: form-data; name=" + quoted(name) +
                            "; filename=" + quoted(fileName.toUtf8()) + "\r\nContent-Type: " + type +
                            "\r\n\r\n";
    m_parts.append({.head = head, .bytes = bytes});
}

QByteArray MultipartForm::contentType() const
{
    return "multipart/form-data; boundary=" + boundary();
}

QByteArray MultipartForm::body() const
{
    const QByteArray delimiter = "--" + boundary();
    qsizetype size = 64 + delimiter.size();
    for (const Part &part : m_parts)
        size += delimiter.size() + part.head.size() + part.bytes.size() + 4;
    QByteArray body;
    body.reserve(size);
    for (const Part &part : m_parts)
        body.append(delimiter).append("\r\n").append(part.head).append(part.bytes).append("\r\n");
    return body.append(delimiter).append("--\r\n");
}

QByteArray MultipartForm::boundary() const
{
    for (int number = 1;; ++number) {
        const QByteArray boundary = "parlance-form-" + QByteArray::number(number);
        const auto hasIt = [&boundary](const Part &part) {
            return part.bytes.contains(boundary) || part.head.contains(boundary);
        };
        if (std::ranges::none_of(m_parts, hasIt))
            return boundary;
    }
}

} // namespace Parlance
