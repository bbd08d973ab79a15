// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/attachmenttext.h"

#include "chat/visibletext.h"
#include "tokens/attachmenttokens.h"
#include "workspace/attachment.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString shownSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

const QByteArray &bytesOf(const Part &part)
{
    const auto *image = std::get_if<ImagePart>(&part);
    return image ? image->bytes : std::get<FilePart>(part).bytes;
}

int linesOf(const QByteArray &text)
{
    return static_cast<int>(text.count('\n')) + (text.endsWith('\n') ? 0 : 1);
}

} // namespace

QString AttachmentText::title(const Part &part)
{
    if (const auto *image = std::get_if<ImagePart>(&part))
        return tr("%1 picture").arg(visibleLine(image->mediaType.section(u'/', -1).toUpper()));
    const auto &file = std::get<FilePart>(part);
    if (!file.name.isEmpty())
        return visibleLine(file.name);
    return file.isText() ? tr("Text") : tr("PDF");
}

QString AttachmentText::facts(const Part &part, QSize pixels)
{
    const QByteArray &bytes = bytesOf(part);
    const auto *file = std::get_if<FilePart>(&part);
    QString extent;
    if (!file && !pixels.isEmpty())
        extent = u"%1 × %2"_s.arg(pixels.width()).arg(pixels.height());
    else if (file && file->isText())
        extent = tr("%n lines", nullptr, linesOf(bytes));
    else if (const auto pages = file ? pagesOf(bytes) : std::nullopt)
        extent = tr("%n pages", nullptr, *pages);
    return extent.isEmpty() ? shownSize(bytes.size()) : extent + u", "_s + shownSize(bytes.size());
}

QString AttachmentText::tokens(const Part &part, QSize pixels)
{
    const auto range = tokensOf(part, pixels);
    const QLocale locale;
    if (!range)
        return {};
    return range->least == range->most
               ? tr("≈ %1 tokens").arg(locale.toString(range->most))
               : tr("≈ %1 to %2 tokens").arg(locale.toString(range->least), locale.toString(range->most));
}

QString AttachmentText::tokensSource(const Part &part, QSize pixels)
{
    const QLocale locale;
    if (const auto *image = std::get_if<ImagePart>(&part))
        return pixels.isEmpty()
                   ? tr("The size of this picture is unknown: no estimate of its tokens.")
                   : tr("An estimate: OpenAI's rule gives %1 tokens, Anthropic's %2. The gateway may count "
                        "differently.")
                         .arg(locale.toString(tokensInTiles(pixels, image->detail)),
                             locale.toString(tokensInArea(pixels)));
    if (std::get<FilePart>(part).isText())
        return tr("An estimate: a token is 3 to 5 bytes of text.");
    return pagesOf(bytesOf(part))
               ? tr("An estimate: a page is 1,500 to 3,000 tokens of text, and its picture.")
               : tr("The number of pages is unknown, so the price in tokens is, too.");
}

} // namespace Parlance
