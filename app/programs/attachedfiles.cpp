// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachedfiles.h"

#include "asktext.h"
#include "chat/visibletext.h"
#include "wire/dialect.h"
#include "workspace/attachment.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString nameOf(const Target &target)
{
    return target.gateway.name.isEmpty() ? target.dialect->id() : target.gateway.name;
}

} // namespace

QString attachFiles(AskCommand &command)
{
    QList<Part> parts;
    for (const QString &path : std::as_const(command.files)) {
        auto attachment = Attachment::read(path);
        if (!attachment)
            return attachment.error();
        if (!takes(historyRules(command.target), attachment->part))
            return u"%1 takes no pictures and no PDF: %2"_s.arg(nameOf(command.target), visibleLine(path));
        if (attachment->orientation != 1)
            tell(
                u"%1 is sent as it is stored, turned: its metadata says how to turn it upright, and is not sent"_s
                    .arg(visibleLine(path)));
        if (auto *file = std::get_if<FilePart>(&attachment->part))
            file->sendsName = command.namesFiles;
        parts.append(attachment->part);
    }
    if (!parts.isEmpty())
        command.request.messages.first() = Message::prompt(command.request.messages.first().text(), parts);
    return {};
}

} // namespace Parlance
