// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/formreader.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostParts = 64;
constexpr qsizetype MostHead = 4096;
constexpr qsizetype MostBoundary = 70; // RFC 2046 5.1.1

std::unexpected<Refusal> refused(const QString &message)
{
    return std::unexpected(Refusal{.message = message});
}

/// A parameter of a header, with or without quotes; null without one. RFC 7578 4.2 leaves `name*` to others.
QString parameter(QByteArrayView header, const QString &name)
{
    const QRegularExpression pattern(uR"re((?:^|[;\s])%1=(?:"((?:[^"\\]|\\.)*)"|([^";\s]+)))re"_s.arg(name),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(QString::fromUtf8(header));
    if (!match.hasMatch())
        return {};
    static const QRegularExpression escaped(uR"(\\(.))"_s);
    const QString found =
        match.hasCaptured(2) ? match.captured(2) : match.captured(1).replace(escaped, u"\\1"_s);
    return found.isNull() ? u""_s : found;
}

std::expected<FormPart, Refusal> readPart(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0 || end > MostHead)
        return refused(u"A part of the form has no end of its headers within %1 bytes"_s.arg(MostHead));
    for (const QByteArray &line : bytes.first(end).toByteArray().split('\n')) {
        if (!line.toLower().startsWith("content-disposition:"))
            continue;
        const QString name = parameter(line.trimmed(), u"name"_s);
        if (!name.isEmpty())
            return FormPart{.name = name,
                .fileName = parameter(line.trimmed(), u"filename"_s),
                .body = bytes.sliced(end + 4).toByteArray()};
    }
    return refused(u"A part of the form has no name in its Content-Disposition"_s);
}

} // namespace

std::expected<QList<FormPart>, Refusal> readForm(QByteArrayView contentType, const QByteArray &body)
{
    const QByteArray boundary = parameter(contentType, u"boundary"_s).toUtf8();
    if (!contentType.trimmed().toByteArray().toLower().startsWith("multipart/form-data") ||
        boundary.isEmpty() || boundary.size() > MostBoundary)
        return refused(u"The body must be multipart/form-data, with its boundary in Content-Type"_s);
    const QByteArray text = "\r\n" + body; // the first boundary may begin the body
    const QByteArray mark = "\r\n--" + boundary;
    QList<FormPart> parts;
    for (qsizetype at = text.indexOf(mark); at >= 0;) {
        const qsizetype begin = at + mark.size();
        if (QByteArrayView(text).sliced(begin).startsWith("--"))
            return parts;
        const qsizetype line = text.indexOf("\r\n", begin);
        at = text.indexOf(mark, begin);
        if (line < 0 || at < line + 2)
            break;
        if (parts.size() == MostParts)
            return refused(u"The form has more than %1 parts"_s.arg(MostParts));
        const auto part = readPart(QByteArrayView(text).sliced(line + 2, at - line - 2));
        if (!part)
            return std::unexpected(part.error());
        parts.append(*part);
    }
    return refused(u"The form has no end: its last line must be its boundary and two hyphens"_s);
}

} // namespace Parlance::Demo
