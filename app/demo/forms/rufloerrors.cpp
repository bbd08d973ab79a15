// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/rufloerrors.h"

#include "demo/forms/events.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QString ownWords(int status)
{
    static const std::array words{
        StatusWords{500, {}, {}, u"Server-side configuration issue. Check /api/health"_s},
        StatusWords{400, {}, {}, u"Malformed body or unknown tier id"_s},
        StatusWords{401, {}, {}, u"The key of this backend was not accepted"_s},
        StatusWords{402, {}, {}, u"The credit of this backend is used up"_s},
        StatusWords{413, {}, {}, u"Conversation too long for the public demo"_s},
        StatusWords{429, {}, {}, u"Rate limit hit. Slow down or upgrade your tier."_s},
        StatusWords{501, {}, {}, u"Not implemented"_s},
        StatusWords{502, {}, {}, u"The backend did not answer"_s},
        StatusWords{503, {}, {}, u"Overloaded. Try again later."_s},
    };
    return wordsFor(status, words).message;
}

DemoResponse refuse(const Refusal &refusal, const QString &)
{
    const QString message = refusal.message.isEmpty() ? ownWords(refusal.status) : refusal.message;
    return withRetryAfter(errorTranscript(refusal.status, message), refusal);
}

QByteArray breakOff(const QString &message)
{
    return event({{u"error"_s, QJsonObject{{u"message"_s, message}}}});
}

} // namespace

const GatewayForm &rufloForm()
{
    static const GatewayForm form{.refuse = refuse, .breakOff = breakOff, .requestIdHeaders = {}};
    return form;
}

} // namespace Parlance::Demo
