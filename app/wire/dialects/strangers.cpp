// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/strangers.h"

using namespace Qt::StringLiterals;

namespace Parlance {

QString dialectOf(const QJsonObject &frame)
{
    const QString type = frame.value("type"_L1).toString();
    if (type.startsWith("response."_L1) || frame.value("object"_L1) == "response"_L1)
        return u"the Responses API"_s;
    if (type == "message"_L1 || type.startsWith("message_"_L1) || type.startsWith("content_block_"_L1))
        return u"Messages"_s;
    if (frame.value("choices"_L1).isArray())
        return u"Chat Completions"_s;
    if (frame.value("candidates"_L1).isArray())
        return u"Gemini"_s;
    if (frame.value("done"_L1).isBool())
        return u"Ollama"_s;
    const bool isText = frame.value("text"_L1).isString() && frame.size() == 1;
    return isText || frame.contains("finishReason"_L1) ? u"FloopFloop"_s : QString();
}

} // namespace Parlance
