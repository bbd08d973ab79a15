// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatparameters.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename Number>
QJsonValue written(const std::optional<Number> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue written(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

QJsonValue written(const QStringList &texts)
{
    return texts.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonArray::fromStringList(texts);
}

} // namespace

QJsonValue ChatParameter::value(const ChatParameters &parameters) const
{
    return std::visit([&parameters](auto which) { return written(parameters.*which); }, member);
}

bool ChatParameter::holdsText() const
{
    return std::holds_alternative<Text>(member) || std::holds_alternative<Texts>(member);
}

std::span<const ChatParameter> chatParameters()
{
    using namespace ParameterName;
    using Values = ChatParameters;
    static const std::array all{
        ChatParameter{.name = Temperature, .member = &Values::temperature, .usual = 1},
        ChatParameter{.name = TopP, .member = &Values::topP, .usual = 1},
        ChatParameter{.name = MaxTokens, .member = &Values::maxTokens, .usual = 1024},
        ChatParameter{.name = Thinking, .member = &Values::thinkingTokens, .usual = 1024},
        ChatParameter{
            .name = ThinkingMode, .member = &Values::thinkingMode, .choices = {u"adaptive"_s, u"disabled"_s}},
        ChatParameter{.name = ThinkingDisplay,
            .member = &Values::thinkingDisplay,
            .choices = {u"summarized"_s, u"omitted"_s}},
        ChatParameter{.name = ReasoningEffort,
            .member = &Values::reasoningEffort,
            .choices = {u"none"_s, u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s, u"xhigh"_s, u"max"_s}},
        ChatParameter{
            .name = Verbosity, .member = &Values::verbosity, .choices = {u"low"_s, u"medium"_s, u"high"_s}},
        ChatParameter{.name = N, .member = &Values::n, .usual = 1},
        ChatParameter{
            .name = Seed, .member = &Values::seed, .usual = 7, .least = std::numeric_limits<int>::min()},
        ChatParameter{.name = FrequencyPenalty, .member = &Values::frequencyPenalty},
        ChatParameter{.name = PresencePenalty, .member = &Values::presencePenalty},
        ChatParameter{.name = Logprobs, .member = &Values::logprobs},
        ChatParameter{.name = TopLogprobs, .member = &Values::topLogprobs, .usual = 5, .least = 0},
        ChatParameter{.name = ServiceTier,
            .member = &Values::serviceTier,
            .choices = {u"auto"_s, u"default"_s, u"flex"_s, u"priority"_s, u"standard_only"_s}},
        ChatParameter{.name = ParallelToolCalls, .member = &Values::parallelToolCalls},
        ChatParameter{.name = User, .member = &Values::user, .isPrivate = true},
        ChatParameter{.name = CacheControl, .member = &Values::cacheControl, .choices = {u"5m"_s, u"1h"_s}},
        ChatParameter{.name = PromptCacheKey, .member = &Values::promptCacheKey, .isPrivate = true},
        ChatParameter{.name = Stop,
            .member = &Values::stop,
            .otherName = QLatin1StringView("stop_sequences")}, // in Messages
        ChatParameter{.name = LogitBias, .member = &Values::logitBias, .isPairs = true},
        ChatParameter{.name = Metadata, .member = &Values::metadata, .isPrivate = true, .isPairs = true},
        ChatParameter{.name = Headers,
            .member = &Values::headers,
            .isPrivate = true,
            .isPairs = true,
            .isForAll = true},
    };
    return all;
}

const ChatParameter *findChatParameter(QLatin1StringView name)
{
    const auto known = std::ranges::find(chatParameters(), name, &ChatParameter::name);
    return known == chatParameters().end() ? nullptr : &*known;
}

std::optional<std::pair<QString, QString>> pairOf(const QString &line)
{
    const qsizetype colon = line.indexOf(u':');
    const QString name = line.first(qMax<qsizetype>(colon, 0)).trimmed();
    const QString value = line.sliced(colon + 1).trimmed();
    if (name.isEmpty() || value.isEmpty())
        return {};
    return std::pair(name, value);
}

void changeTexts(ChatParameters &parameters, const std::function<void(QString &)> &change)
{
    for (const ChatParameter &parameter : chatParameters()) {
        if (const auto *text = std::get_if<ChatParameter::Text>(&parameter.member))
            change(parameters.**text);
        else if (const auto *texts = std::get_if<ChatParameter::Texts>(&parameter.member))
            std::ranges::for_each(parameters.**texts, change);
    }
}

void clearValues(ChatParameters &parameters, const std::function<bool(const ChatParameter &)> &which)
{
    const ChatParameters none;
    for (const ChatParameter &parameter : chatParameters()) {
        if (which(parameter))
            std::visit([&](auto member) { parameters.*member = none.*member; }, parameter.member);
    }
}

} // namespace Parlance
