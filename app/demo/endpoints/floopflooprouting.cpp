// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/floopflooprouting.h"

#include "demo/answers/questions.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype LongText = 400;
constexpr int SmartFrom = 2;
constexpr int ReasonFrom = 4;

std::span<const FloopFloopModel> models()
{
    static const std::array list{
        FloopFloopModel{{u"fast"_s, {.passages = 1}, {.firstToken = 90ms, .perToken = 5ms}}, 0.0005},
        FloopFloopModel{
            {u"smart"_s, {.passages = 2, .illustrated = true}, {.firstToken = 300ms, .perToken = 11ms}},
            0.00125},
        FloopFloopModel{{u"reason"_s, {.passages = 5, .perChapter = 3, .outlined = true, .reasoning = true},
                            {.firstToken = 300ms, .thinking = 1500ms, .perToken = 18ms}},
            0.005},
    };
    return list;
}

bool hasCode(const QString &text)
{
    static const QRegularExpression code(
        uR"(```|[{};]\s*$|\b(?:code|function|class|implement|refactor|bug|regex|script|compile|SQL)\b)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    return code.match(text).hasMatch();
}

int reasoningWords(const QString &text)
{
    static const QRegularExpression words(
        uR"(\b(?:why|prove|plan|design|analy[sz]e|compare|derive|evaluate|trade-?offs?|step by step|strategy)\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return static_cast<int>(std::ranges::distance(words.globalMatch(text)));
}

QString aliasFor(int points)
{
    return points >= ReasonFrom ? u"reason"_s : points >= SmartFrom ? u"smart"_s : u"fast"_s;
}

} // namespace

int complexity(const ChatRequest &request)
{
    const QString text = latestQuestion(request);
    const int questions = static_cast<int>(text.count(u'?'));
    return (hasCode(text) ? 2 : 0) + 2 * std::min(reasoningWords(text), 2) +
           static_cast<int>(std::min<qsizetype>(text.size() / LongText, 3)) + std::clamp(questions - 1, 0, 2);
}

const FloopFloopModel *routed(const ChatRequest &request)
{
    const QString alias = request.model == "auto"_L1 ? aliasFor(complexity(request)) : request.model;
    const auto found =
        std::ranges::find(models(), alias, [](const FloopFloopModel &model) { return model.tier.id; });
    return found == models().end() ? nullptr : &*found;
}

} // namespace Parlance::Demo
