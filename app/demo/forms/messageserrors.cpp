// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/messageserrors.h"

#include "demo/forms/events.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

const StatusWords &ownWords(int status)
{
    static const std::array words{
        StatusWords{500, u"api_error"_s, {}, u"Internal server error"_s},
        StatusWords{400, u"invalid_request_error"_s, {}, u"The request is not valid"_s},
        StatusWords{401, u"authentication_error"_s, {}, u"invalid x-api-key"_s},
        StatusWords{402, u"billing_error"_s, {}, u"The balance is used up"_s},
        StatusWords{404, u"not_found_error"_s, {}, u"Not found"_s},
        StatusWords{405, u"invalid_request_error"_s, {}, u"Method not allowed"_s},
        StatusWords{413, u"request_too_large"_s, {}, u"Request exceeds the maximum size"_s},
        StatusWords{429, u"rate_limit_error"_s, {}, u"This request would exceed your rate limit"_s},
        StatusWords{501, u"api_error"_s, {}, u"Not implemented"_s},
        StatusWords{502, u"api_error"_s, {}, u"The upstream provider failed"_s},
        StatusWords{503, u"overloaded_error"_s, {}, u"Overloaded"_s},
    };
    return wordsFor(status, words);
}

QJsonObject errorObject(const QString &type, const QString &message)
{
    return {{u"type"_s, u"error"_s}, {u"error"_s, QJsonObject{{u"type"_s, type}, {u"message"_s, message}}}};
}

DemoResponse refuse(const Refusal &refusal, const QString &requestId)
{
    const StatusWords &words = ownWords(refusal.status);
    QJsonObject object = errorObject(words.type, refusal.message.isEmpty() ? words.message : refusal.message);
    object.insert(u"request_id"_s, requestId);
    return withRetryAfter(jsonResponse(refusal.status, object), refusal);
}

QByteArray breakOff(const QString &message)
{
    return namedEvent("error", errorObject(u"overloaded_error"_s, message));
}

} // namespace

const GatewayForm &messagesForm()
{
    static const GatewayForm form{
        .refuse = refuse, .breakOff = breakOff, .requestIdHeaders = {"request-id"_ba, "x-request-id"_ba}};
    return form;
}

} // namespace Parlance::Demo
