// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/rullmendpoint.h"

#include "demo/forms/chatcompletionserrors.h"
#include "demo/server/demokeys.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

bool isForRuLlm(const DemoRequest &request)
{
    return bearerKey(request).startsWith("sk-ru-");
}

DemoResponse wrongKey()
{
    const QString words = u"Incorrect API key provided. The demo's key for ru-llm is %1"_s;
    return chatCompletionsForm().refuse(
        {.status = 401, .message = words.arg(QLatin1StringView(DemoKeys::RuLlm))}, {});
}

DemoResponse models(const DemoRequest &request)
{
    return bearerKey(request) == DemoKeys::RuLlm ? jsonResponse(200, modelList(ruLlmModels())) : wrongKey();
}

} // namespace

RuLlmEndpoint::RuLlmEndpoint(const Composer *composer, const DemoSettings &settings)
    : m_completions(composer, settings,
          {.form = &chatCompletionsForm(),
              .models = ruLlmModels(),
              .bareChunks = true,
              .usageInStream = false, // RL-19
              .cachesPrompts = true})
{
}

QList<Route> RuLlmEndpoint::routes()
{
    const auto complete = [this](const DemoRequest &request) {
        return completion(request);
    };
    return {{u"/v1/chat/completions"_s, "POST", complete, &chatCompletionsForm(), isForRuLlm},
        {u"/v1/models"_s, "GET", models, &chatCompletionsForm(), isForRuLlm}};
}

DemoResponse RuLlmEndpoint::completion(const DemoRequest &request)
{
    return bearerKey(request) == DemoKeys::RuLlm ? m_completions.answerTo(request) : wrongKey();
}

} // namespace Parlance::Demo
