// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/catalog.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr Depth Short{.passages = 1, .blocks = 1};
constexpr Depth Whole{.passages = 1};
constexpr Depth Broad{.passages = 2, .illustrated = true};
constexpr Depth Reasoned{.passages = 5, .perChapter = 3, .outlined = true, .reasoning = true};

Pace quick(int tokensPerSecond)
{
    return {.firstToken = 100ms, .perToken = std::chrono::microseconds(1s) / tokensPerSecond};
}

Pace steady(int tokensPerSecond)
{
    return {.firstToken = 350ms, .perToken = std::chrono::microseconds(1s) / tokensPerSecond};
}

Pace thoughtful(int tokensPerSecond)
{
    return {
        .firstToken = 300ms, .thinking = 1200ms, .perToken = std::chrono::microseconds(1s) / tokensPerSecond};
}

} // namespace

std::span<const Model> ruApiModels()
{
    static const std::array models{
        Model{{u"gpt-4o-mini"_s, Whole, quick(140)}, u"openai"_s, 1721172741},
        Model{{u"gpt-4o"_s, Broad, steady(95)}, u"openai"_s, 1715000000},
        Model{{u"o3-mini"_s, Reasoned, thoughtful(70)}, u"openai"_s, 1737146383},
        Model{{u"claude-3-5-haiku-20241022"_s, Short, quick(120)}, u"anthropic"_s, 1729555200},
        Model{{u"claude-3-5-sonnet-20241022"_s, Broad, steady(80)}, u"anthropic"_s, 1710000000},
        Model{{u"claude-3-7-sonnet-20250219"_s, Broad, steady(75)}, u"anthropic"_s, 1739923200},
        Model{{u"gemini-2.5-flash"_s, Whole, quick(210)}, u"google"_s, 1750118400},
        Model{{u"grok-3-mini"_s, Reasoned, thoughtful(90)}, u"xai"_s, 1743724800},
    };
    return models;
}

std::span<const Model> ruLlmModels()
{
    static const std::array models{
        Model{{u"gpt-4o"_s, Broad, steady(95)}, u"openai"_s, 1715000000},
        Model{{u"claude-3-5-sonnet-20241022"_s, Broad, steady(80)}, u"anthropic"_s, 1710000000},
    };
    return models;
}

std::span<const Model> roraOsModels()
{
    static const std::array models{
        Model{{u"gemini-2.5-flash"_s, Whole, quick(210)}, u"google"_s, 1750118400},
        Model{{u"gemini-2.0-flash"_s, Broad, steady(110)}, u"google"_s, 1738713600},
        Model{{u"gpt-4o-mini"_s, Short, quick(140)}, u"openai"_s, 1721172741},
    };
    return models;
}

std::span<const EndpointModel> ruApiEndpointModels()
{
    static const std::array models{
        EndpointModel{u"demo-embed-small"_s, u"/v1/embeddings"_s},
        EndpointModel{u"demo-embed-large"_s, u"/v1/embeddings"_s},
        EndpointModel{u"demo-image"_s, u"/v1/images/generations"_s},
        EndpointModel{u"demo-image-dark"_s, u"/v1/images/generations"_s},
        EndpointModel{u"demo-voice"_s, u"/v1/audio/speech"_s},
        EndpointModel{u"demo-tones"_s, u"/v1/audio/speech"_s},
        EndpointModel{u"demo-hear"_s, u"/v1/audio/transcriptions"_s},
        EndpointModel{u"demo-hear-brief"_s, u"/v1/audio/transcriptions"_s},
    };
    return models;
}

const Tier *findModel(std::span<const Model> models, const QString &id)
{
    const auto found = std::ranges::find(models, id, [](const Model &model) { return model.tier.id; });
    return found == models.end() ? nullptr : &found->tier;
}

QJsonObject modelList(std::span<const Model> models, std::span<const EndpointModel> others)
{
    QJsonArray data;
    for (const Model &model : models) {
        data.append(QJsonObject{{u"id"_s, model.tier.id}, {u"object"_s, u"model"_s},
            {u"created"_s, model.created}, {u"owned_by"_s, model.owner}});
    }
    for (const EndpointModel &model : others) {
        data.append(QJsonObject{{u"id"_s, model.id}, {u"object"_s, u"model"_s}, {u"created"_s, 1710000000},
            {u"owned_by"_s, u"parlance"_s}, {u"endpoints"_s, QJsonArray{model.path}}});
    }
    return {{u"object"_s, u"list"_s}, {u"data"_s, data}};
}

} // namespace Parlance::Demo
