// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/floopflooperrors.h"

#include "demo/forms/events.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

const StatusWords &ownWords(int status)
{
    static const std::array words{
        StatusWords{500, {}, u"INTERNAL_ERROR"_s, u"Something went wrong in the gateway"_s},
        StatusWords{400, {}, u"VALIDATION_ERROR"_s, u"Field is missing, wrong type, or out of range"_s},
        StatusWords{401, {}, u"UNAUTHORIZED"_s, u"Missing or revoked project AI key"_s},
        StatusWords{402, {}, u"INSUFFICIENT_CREDITS"_s, u"Project owner is out of credits"_s},
        StatusWords{404, {}, u"NOT_FOUND"_s, u"There is no such endpoint"_s},
        StatusWords{405, {}, u"METHOD_NOT_ALLOWED"_s, u"Wrong method"_s},
        StatusWords{413, {}, u"PAYLOAD_TOO_LARGE"_s, u"The body is too large"_s},
        StatusWords{429, {}, u"RATE_LIMITED"_s, u"Per-key RPM exceeded"_s},
        StatusWords{501, {}, u"NOT_IMPLEMENTED"_s, u"Endpoint reserved"_s},
        StatusWords{502, {}, u"PROVIDER_ERROR"_s, u"Upstream LLM provider failed; retry later"_s},
        StatusWords{503, {}, u"SERVICE_UNAVAILABLE"_s, u"All providers tripped"_s},
    };
    return wordsFor(status, words);
}

const StatusWords &overBudget()
{
    static const StatusWords words{429, {}, u"BUDGET_EXCEEDED"_s, u"Daily token budget exhausted"_s};
    return words;
}

DemoResponse refuse(const Refusal &refusal, const QString &)
{
    const StatusWords &words = refusal.plan ? overBudget() : ownWords(refusal.status);
    QJsonObject error{{u"code"_s, refusal.code.isEmpty() ? words.code : refusal.code},
        {u"message"_s, refusal.message.isEmpty() ? words.message : refusal.message}};
    if (!refusal.field.isEmpty())
        error.insert(u"field"_s, refusal.field);
    return withRetryAfter(jsonResponse(refusal.status, {{u"error"_s, error}}), refusal);
}

QByteArray breakOff(const QString &message)
{
    return event({{u"error"_s, message}}) + endMark();
}

} // namespace

const GatewayForm &floopFloopForm()
{
    static const GatewayForm form{
        .refuse = refuse, .breakOff = breakOff, .requestIdHeaders = {"x-request-id"_ba}};
    return form;
}

} // namespace Parlance::Demo
