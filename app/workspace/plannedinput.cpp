// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/plannedinput.h"

#include "chat/trimming.h"
#include "tokens/tokencount.h"
#include "workspace/attachment.h"
#include "workspace/requesttexts.h"

#include <algorithm>

namespace Parlance {

namespace {

QList<Part> attachmentsOf(const QList<Message> &messages)
{
    QList<Part> parts;
    for (const Message &message : messages)
        parts += message.attachments();
    return parts;
}

qint64 bytesOf(const QStringList &texts)
{
    qint64 bytes = 0;
    for (const QString &text : texts)
        bytes += utf8Size(text);
    return bytes;
}

/// Counts one prompt for several lanes.
class Measuring
{
public:
    Measuring(const Message &prompt, const PixelsOf &pixelsOf, const std::stop_token &stop)
        : m_prompt(prompt.text())
        , m_attached(prompt.attachments())
        , m_pixelsOf(pixelsOf)
        , m_stop(stop)
        , m_input{.bytes = utf8Size(m_prompt),
              .characters = std::ranges::count_if(m_prompt, [](QChar c) { return !c.isLowSurrogate(); })}
    {
    }

    void add(const PlannedInput &planned)
    {
        const QStringList texts = textsOf(planned.request);
        const QString prompt = filled(m_prompt, planned.variables);
        LaneInput lane{
            .lane = planned.lane, .bytes = bytesOf(texts) + utf8Size(prompt), .limit = planned.limit};
        const TokenRange frame = frameOf(planned.request);
        if (const auto vocabulary = vocabularyOf(planned.request.model)) {
            const qint64 typed = promptTokens(*vocabulary);
            const qint64 text =
                counted(texts, *vocabulary) + (prompt == m_prompt ? typed : count(prompt, *vocabulary));
            lane.tokens = TokenRange{.least = text, .most = text} + frame;
            lane.basis = LaneInput::Basis::Counted;
        } else {
            learn(planned, lane);
            lane.tokens = lane.tokens + frame;
        }
        estimate(attachmentsOf(planned.request.messages) + m_attached, lane);
        lane.cost = costOfInput(planned, lane.tokens);
        m_input.lanes << lane;
    }

    [[nodiscard]] std::optional<PromptInput> result() const
    {
        return m_stop.stop_requested() ? std::nullopt : std::optional(m_input);
    }

private:
    [[nodiscard]] qint64 count(const QString &text, Vocabulary vocabulary) const
    {
        return countTokens(text, vocabulary, m_stop).value_or(0);
    }

    [[nodiscard]] qint64 counted(const QStringList &texts, Vocabulary vocabulary) const
    {
        qint64 tokens = 0;
        for (const QString &text : texts)
            tokens += count(text, vocabulary);
        return tokens;
    }

    qint64 promptTokens(Vocabulary vocabulary)
    {
        if (!m_input.tokens.contains(vocabulary))
            m_input.tokens.insert(vocabulary, count(m_prompt, vocabulary));
        return m_input.tokens.value(vocabulary);
    }

    [[nodiscard]] static TokenRange frameOf(const ChatRequest &request)
    {
        constexpr qint64 prompt = 1;
        return frameOfChat(request.messages.size() + (request.system.isEmpty() ? 0 : 1) + prompt);
    }

    /// Adds what comes beside the texts.
    void estimate(const QList<Part> &attachments, LaneInput &lane) const
    {
        lane.bytes += contentBytes({Message::prompt({}, attachments)});
        for (const Part &part : attachments) {
            const auto tokens = tokensOf(part, m_pixelsOf(part));
            ++(tokens ? lane.estimated : lane.unknown);
            lane.tokens = lane.tokens + tokens.value_or(TokenRange());
        }
    }

    /// What was counted with attachments tells nothing of texts.
    static void learn(const PlannedInput &planned, LaneInput &lane)
    {
        QList<CountedBytes> counted;
        for (const PlannedInput::Past &past : planned.past) {
            if (attachmentsOf(past.request.messages).isEmpty())
                counted.append({.bytes = bytesOf(textsOf(past.request)), .tokens = past.tokens});
        }
        if (const auto learned = tokensLearned(counted, lane.bytes)) {
            lane.tokens = *learned;
            lane.basis = LaneInput::Basis::Learned;
            lane.learnedFrom = counted.size();
        } else {
            lane.tokens = tokensFromBytes(lane.bytes);
        }
    }

    [[nodiscard]] static std::optional<LaneInput::Cost> costOfInput(
        const PlannedInput &planned, const TokenRange &tokens)
    {
        if (!planned.price)
            return {};
        const auto cost = [&planned](qint64 input, qint64 output) {
            Usage usage;
            usage.inputTokens = input;
            usage.outputTokens = output;
            return costOf(usage, *planned.price);
        };
        LaneInput::Cost range{.least = cost(tokens.least, 0)};
        if (planned.request.maxTokens)
            range.most =
                cost(tokens.most, qint64(*planned.request.maxTokens) * planned.request.n.value_or(1));
        return range;
    }

    QString m_prompt;
    QList<Part> m_attached;
    const PixelsOf &m_pixelsOf;
    std::stop_token m_stop;
    PromptInput m_input;
};

} // namespace

std::optional<PromptInput> measureInput(const Message &prompt, const QList<PlannedInput> &lanes,
    const PixelsOf &pixelsOf, const std::stop_token &stop)
{
    Measuring measuring(prompt, pixelsOf, stop);
    for (const PlannedInput &lane : lanes)
        measuring.add(lane);
    return measuring.result();
}

} // namespace Parlance
