// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/chatcompletionserrors.h"

#include "demo/forms/events.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

const StatusWords &openAiWords(int status)
{
    static const QString request = u"invalid_request_error"_s;
    static const QString server = u"server_error"_s;
    static const std::array words{
        StatusWords{500, server, {}, u"The server had an error while processing your request."_s},
        StatusWords{400, request, {}, u"The request is not valid."_s},
        StatusWords{401, request, u"invalid_api_key"_s, u"Incorrect API key provided."_s},
        StatusWords{402, u"insufficient_quota"_s, u"insufficient_credits"_s, u"The balance is used up."_s},
        StatusWords{404, request, u"not_found"_s, u"There is nothing here."_s},
        StatusWords{405, request, u"method_not_supported"_s, u"Wrong method."_s},
        StatusWords{413, request, u"request_too_large"_s, u"The request is too large."_s},
        StatusWords{429, u"requests"_s, u"rate_limit_exceeded"_s, u"Rate limit reached. Try again soon."_s},
        StatusWords{501, server, u"not_implemented"_s, u"Not implemented."_s},
        StatusWords{502, server, u"bad_gateway"_s, u"The upstream provider failed."_s},
        StatusWords{503, server, u"overloaded"_s, u"The engine is overloaded, try again later."_s},
    };
    return wordsFor(status, words);
}

StatusWords roraOsWords(int status)
{
    static const std::array words{
        StatusWords{400, {}, {}, u"Invalid request parameters"_s},
        StatusWords{401, {}, {}, u"Invalid or missing API key"_s},
        StatusWords{429, {}, {}, u"API limit exceeded, upgrade your plan"_s},
        StatusWords{500, {}, {}, u"Internal server error, try again later"_s},
    };
    StatusWords result = openAiWords(status);
    if (const StatusWords &own = wordsFor(status, words); own.status == status)
        result.message = own.message;
    return result;
}

const StatusWords &overQuota()
{
    static const StatusWords words{429, u"insufficient_quota"_s, u"insufficient_quota"_s,
        u"You exceeded your current quota, please check your plan and billing details."_s};
    return words;
}

QJsonObject errorObject(const Refusal &refusal, const StatusWords &words)
{
    const auto textOrNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    const QString code = refusal.code.isEmpty() ? words.code : refusal.code;
    const QJsonObject error{{u"message"_s, refusal.message.isEmpty() ? words.message : refusal.message},
        {u"type"_s, words.type}, {u"param"_s, textOrNull(refusal.field)}, {u"code"_s, textOrNull(code)}};
    return {{u"error"_s, error}};
}

DemoResponse refuse(const Refusal &refusal, const QString &)
{
    const StatusWords &words = refusal.plan ? overQuota() : openAiWords(refusal.status);
    return withRetryAfter(jsonResponse(refusal.status, errorObject(refusal, words)), refusal);
}

DemoResponse refuseAsRoraOs(const Refusal &refusal, const QString &)
{
    const StatusWords words = roraOsWords(refusal.status);
    return withRetryAfter(jsonResponse(refusal.status, errorObject(refusal, words)), refusal);
}

QByteArray breakOff(const QString &message)
{
    return event(errorObject({.status = 500, .message = message}, openAiWords(500)));
}

} // namespace

const GatewayForm &chatCompletionsForm()
{
    static const GatewayForm form{
        .refuse = refuse, .breakOff = breakOff, .requestIdHeaders = {"x-request-id"_ba}};
    return form;
}

const GatewayForm &roraOsForm()
{
    static const GatewayForm form{
        .refuse = refuseAsRoraOs, .breakOff = breakOff, .requestIdHeaders = {"x-request-id"_ba}};
    return form;
}

} // namespace Parlance::Demo
