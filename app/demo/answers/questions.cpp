// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/questions.h"

namespace Parlance::Demo {

QStringList questions(const ChatRequest &request)
{
    QStringList texts;
    for (const Message &message : request.messages) {
        if (message.role == Role::User)
            texts.prepend(message.text());
    }
    return texts;
}

QString latestQuestion(const ChatRequest &request)
{
    return questions(request).value(0);
}

} // namespace Parlance::Demo
