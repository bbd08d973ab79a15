// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/attachment.h"

#include "chat/visibletext.h"
#include "tokens/attachmenttokens.h"
#include "workspace/barepicture.h"
#include "workspace/chosenfile.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// PDF 2.0, 7.5.2; readers look for the header in the first kilobyte.
bool isPdf(const QByteArray &bytes)
{
    return bytes.first(std::min<qsizetype>(bytes.size(), 1024)).contains("%PDF-");
}

/// UTF-8, or UTF-16 or UTF-32 with a byte order mark, without the mark; empty for anything else.
std::optional<QString> textOf(const QByteArray &bytes)
{
    const auto encoding = QStringConverter::encodingForData(bytes);
    QStringDecoder decode(encoding.value_or(QStringConverter::Utf8));
    const QString text = decode(bytes);
    const bool isText = !decode.hasError() && !text.contains(u'\0');
    return isText ? std::optional(text) : std::nullopt;
}

} // namespace

std::expected<Attachment, QString> Attachment::read(const QString &path)
{
    return ChosenFile::read(path, MostBytes).and_then([&path](const QByteArray &bytes) {
        return of(QFileInfo(path).fileName(), bytes);
    });
}

std::expected<Attachment, QString> Attachment::of(const QString &name, const QByteArray &bytes)
{
    const QString shown = visibleLine(name);
    if (bytes.isEmpty())
        return std::unexpected(tr("%1 is empty.").arg(shown));
    if (bytes.size() > MostBytes)
        return std::unexpected(
            tr("%1 has more than %2 MB, which no gateway takes.").arg(shown).arg(MostBytes >> 20));
    if (isPicture(bytes)) {
        const auto picture = barePicture(bytes);
        if (!picture)
            return std::unexpected(tr("%1 is a damaged picture.").arg(shown));
        return Attachment{.part = ImagePart{.mediaType = picture->mediaType, .bytes = picture->bytes},
            .orientation = picture->orientation};
    }
    if (isPdf(bytes))
        return Attachment{.part = FilePart{.name = name, .mediaType = u"application/pdf"_s, .bytes = bytes}};
    if (const auto text = textOf(bytes))
        return ofText(name, *text);
    return std::unexpected(
        tr("%1 isn't a picture (PNG, JPEG, WebP, GIF), a PDF, or text in UTF-8.").arg(shown));
}

Attachment Attachment::ofText(const QString &name, const QString &text)
{
    return {.part = FilePart{.name = name, .mediaType = u"text/plain"_s, .bytes = text.toUtf8()}};
}

std::optional<int> pagesOf(const QByteArray &pdf)
{
    static const QRegularExpression page(u"/Type\\s*/Page(?![a-zA-Z])"_s);
    int pages = 0;
    for (auto found = page.globalMatch(QString::fromLatin1(pdf)); found.hasNext(); (void)found.next())
        ++pages;
    return pages > 0 ? std::optional(pages) : std::nullopt;
}

std::optional<TokenRange> tokensOf(const Part &part, QSize pixels)
{
    if (const auto *image = std::get_if<ImagePart>(&part))
        return pixels.isEmpty() ? std::nullopt : std::optional(tokensOfPicture(pixels, image->detail));
    const auto &file = std::get<FilePart>(part);
    return file.isText() ? std::optional(tokensOfText(file.bytes.size()))
                         : pagesOf(file.bytes).transform(tokensOfPages);
}

} // namespace Parlance
