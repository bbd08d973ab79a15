// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/received.h"

#include "chat/chatrequest.h"
#include "demo/media/sentfile.h"

#include <QLocale>

#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QString named(const QString &name)
{
    QString plain = name;
    plain.remove(u'`').remove(u'\n');
    return plain.isEmpty() ? QString() : u" named `%1`"_s.arg(plain);
}

QString bytes(qsizetype count)
{
    return u"%1 bytes"_s.arg(QLocale(QLocale::English).toString(count));
}

QString lineOf(const ImagePart &image)
{
    const QSize size = pictureSize(image.bytes);
    return u"- A picture: %1, %2 × %3 pixels, %4"_s.arg(image.mediaType)
        .arg(size.width())
        .arg(size.height())
        .arg(bytes(image.bytes.size()));
}

QString lineOf(const FilePart &file)
{
    if (file.isText())
        return u"- A text%1: %2 lines, %3"_s.arg(named(file.name))
            .arg(file.bytes.count('\n') + (file.bytes.endsWith('\n') ? 0 : 1))
            .arg(bytes(file.bytes.size()));
    const int pages = pdfPages(file.bytes);
    const QString count = pages == 0   ? u"its pages are packed"_s
                          : pages == 1 ? u"1 page"_s
                                       : u"%1 pages"_s.arg(pages);
    return u"- A PDF%1: %2, %3"_s.arg(named(file.name), count, bytes(file.bytes.size()));
}

} // namespace

QString receivedText(const ChatRequest &request)
{
    const auto isUser = [](const Message &message) {
        return message.role == Role::User;
    };
    for (const Message &message : request.messages | std::views::reverse | std::views::filter(isUser)) {
        QStringList lines;
        for (const ImagePart &image : partsOf<ImagePart>(message.parts))
            lines += lineOf(image);
        for (const FilePart &file : partsOf<FilePart>(message.parts))
            lines += lineOf(file);
        if (lines.isEmpty())
            return {};
        return u"I received this, and cannot look into it, as I am no model:\n\n"_s + lines.join(u'\n');
    }
    return {};
}

} // namespace Parlance::Demo
