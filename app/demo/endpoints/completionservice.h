// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/catalog.h"
#include "demo/answers/composer.h"
#include "demo/endpoints/promptcache.h"
#include "demo/forms/chatcompletionsrequest.h"
#include "demo/server/demosettings.h"
#include "demo/server/route.h"

namespace Parlance::Demo {

/// How a gateway differs from the others that use OpenAI's form.
struct CompletionTraits
{
    const GatewayForm *form;
    std::span<const Model> models; ///< empty: the gateway has one model and ignores the request's
    CompletionDefaults defaults = {};
    int unknownModelStatus = 404;
    bool bareChunks = false;    ///< RL-13 to RL-17
    bool usageInStream = true;  ///< when `include_usage` asks for it
    bool cachesPrompts = false; ///< RL-20
    QString systemPrompt = {};  ///< replaces the request's own
};

/// Answers chat completions in OpenAI's form.
class CompletionService
{
public:
    /// `composer` must outlive this object.
    CompletionService(const Composer *composer, const DemoSettings &settings, const CompletionTraits &traits);

    [[nodiscard]] DemoResponse answerTo(const DemoRequest &request);

private:
    [[nodiscard]] const Tier *tierFor(const QString &model) const;
    [[nodiscard]] DemoResponse unknownModel(const QString &model, const DemoRequest &request) const;
    [[nodiscard]] DemoResponse said(
        const CompletionRequest &asked, const Tier &tier, const DemoRequest &request);

    const Composer *m_composer;
    CompletionTraits m_traits;
    Calendar m_calendar;
    double m_speed;
    PromptCache m_cache;
};

} // namespace Parlance::Demo
