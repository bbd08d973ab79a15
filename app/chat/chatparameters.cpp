// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatparameters.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace Parlance {

namespace {

template <typename Number>
QJsonValue written(const std::optional<Number> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Undefined);
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

std::span<const ChatParameter> chatParameters()
{
    using namespace ParameterName;
    static const std::array all{
        ChatParameter{.name = Temperature, .member = &ChatParameters::temperature, .usual = 1},
        ChatParameter{.name = TopP, .member = &ChatParameters::topP, .usual = 1},
        ChatParameter{.name = MaxTokens, .member = &ChatParameters::maxTokens, .usual = 1024},
        ChatParameter{.name = Thinking, .member = &ChatParameters::thinkingTokens, .usual = 1024},
        ChatParameter{.name = N, .member = &ChatParameters::n, .usual = 1},
        ChatParameter{.name = Stop,
            .member = &ChatParameters::stop,
            .otherName = QLatin1StringView("stop_sequences")}, // in Messages
    };
    return all;
}

void changeTexts(ChatParameters &parameters, const std::function<void(QString &)> &change)
{
    for (const ChatParameter &parameter : chatParameters()) {
        if (const auto *texts = std::get_if<ChatParameter::Texts>(&parameter.member))
            std::ranges::for_each(parameters.**texts, change);
    }
}

void clearTexts(ChatParameters &parameters)
{
    for (const ChatParameter &parameter : chatParameters()) {
        if (const auto *texts = std::get_if<ChatParameter::Texts>(&parameter.member))
            (parameters.**texts).clear();
    }
}

} // namespace Parlance
