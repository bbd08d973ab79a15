// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/metrics.h"

#include "chat/visibletext.h"

#include <algorithm>

namespace Parlance {

namespace {

/// A token is about four characters in alphabetic scripts, and about one in Chinese, Japanese or Korean.
constexpr qint64 CharactersPerToken = 4;
constexpr char16_t FirstWideCharacter = 0x2e80;
constexpr double TokensPerPrice = 1'000'000;

/// Below this the tokens arrived in one piece, and the speed would be the network's, not the model's.
constexpr Timing::Duration ShortestSpan = std::chrono::milliseconds(1);

double inSeconds(Timing::Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

qint64 characters(QStringView text)
{
    return std::ranges::count_if(text, [](QChar c) { return !c.isLowSurrogate(); });
}

/// Collects the metrics of one reply.
class Reader
{
public:
    Reader(const Reply &reply, const MetricsContext &context)
        : m_reply(reply)
        , m_context(context)
    {
    }

    [[nodiscard]] Metrics read()
    {
        m_metrics.state = m_reply.state;
        m_metrics.empty = !m_reply.saysSomething();
        m_metrics.finishReason = visibleLine(m_reply.first().finishReason);
        m_metrics.requestId = visibleLine(m_reply.requestId);
        m_metrics.model = visibleLine(m_reply.model);
        readTimes();
        readUsage();
        readOutput();
        readSpeed();
        readInput();
        readCost();
        setKnown(Metric::FitsSchema, m_context.fitsSchema);
        return m_metrics;
    }

private:
    void set(Metric metric, double value, bool estimated = false)
    {
        m_metrics.values.insert(metric, {.value = value, .estimated = estimated});
    }

    template <typename T>
    void setKnown(Metric metric, const std::optional<T> &value)
    {
        if (value)
            set(metric, static_cast<double>(*value));
    }

    void setTime(Metric metric, const std::optional<Timing::Duration> &time)
    {
        if (time)
            set(metric, inSeconds(*time));
    }

    void readTimes()
    {
        setTime(Metric::Sent, m_reply.timing.sent);
        setTime(Metric::Headers, m_reply.timing.headers);
        setTime(Metric::FirstToken, m_reply.timing.firstToken);
        setTime(Metric::FirstText, m_reply.timing.firstText);
        setTime(Metric::Total, m_reply.timing.total);
    }

    void readUsage()
    {
        const Usage &usage = m_reply.usage;
        setKnown(Metric::CachedTokens, usage.cachedTokens);
        setKnown(Metric::ReasoningTokens, usage.reasoningTokens);
        setKnown(Metric::CreditsUsed, usage.creditsUsed);
        setKnown(Metric::CreditsLeft, usage.creditsRemaining);
    }

    void readOutput()
    {
        qint64 estimate = 0;
        qint64 answered = 0;
        for (const Choice &choice : m_reply.choices) {
            estimate += estimatedTokens(choice.text()) + estimatedTokens(choice.reasoning()) +
                        estimatedTokens(choice.refusal);
            for (const ToolCall &call : partsOf<ToolCall>(choice.parts))
                estimate += estimatedTokens(call.arguments);
            answered += characters(choice.text()) + characters(choice.refusal);
        }
        if (answered > 0)
            set(Metric::Characters, static_cast<double>(answered));
        setOutput(m_reply.usage.outputTokens, estimate);
    }

    /// The count of an answer that was cut short is a running one and may lag behind.
    void setOutput(const std::optional<qint64> &told, qint64 estimate)
    {
        const bool lags = told && !m_metrics.isComparable() && *told < estimate;
        if (told && !lags)
            set(Metric::OutputTokens, static_cast<double>(*told));
        else if (estimate > 0)
            set(Metric::OutputTokens, static_cast<double>(estimate), true);
    }

    /// Reasoning that is counted but not sent ended before the first token.
    [[nodiscard]] double hiddenTokens() const
    {
        const bool shown = std::ranges::any_of(
            m_reply.choices, [](const Choice &choice) { return !choice.reasoning().isEmpty(); });
        return shown ? 0 : static_cast<double>(m_reply.usage.reasoningTokens.value_or(0));
    }

    void readSpeed()
    {
        const Timing &timing = m_reply.timing;
        const auto output = m_metrics.value(Metric::OutputTokens);
        if (!output || !timing.firstToken || !timing.lastToken)
            return;
        const Timing::Duration span = *timing.lastToken - *timing.firstToken;
        const double tokens = output->value - (output->estimated ? 0 : hiddenTokens());
        if (tokens > 1 && span > ShortestSpan)
            set(Metric::Speed, tokens / inSeconds(span), output->estimated);
    }

    void readInput()
    {
        setKnown(Metric::InputTokens, m_reply.usage.inputTokens);
        const qint64 estimate = estimatedTokens(m_context.sent);
        if (!m_reply.usage.inputTokens && estimate > 0 && m_reply.hasContent())
            set(Metric::InputTokens, static_cast<double>(estimate), true);
    }

    void readCost()
    {
        const auto input = m_metrics.value(Metric::InputTokens);
        const auto output = m_metrics.value(Metric::OutputTokens);
        if (!m_context.price || !input || !output)
            return;
        const Price &price = *m_context.price;
        const double cached = static_cast<double>(m_reply.usage.cachedTokens.value_or(0));
        const double fresh = m_context.cacheBesideInput ? input->value : std::max(0.0, input->value - cached);
        const double cost =
            fresh * price.input + cached * price.cached.value_or(price.input) + output->value * price.output;
        set(Metric::Cost, cost / TokensPerPrice, input->estimated || output->estimated);
    }

    const Reply &m_reply;
    const MetricsContext &m_context;
    Metrics m_metrics;
};

} // namespace

Metrics Metrics::of(const Reply &reply, const MetricsContext &context)
{
    return Reader(reply, context).read();
}

std::optional<Measurement> Metrics::value(Metric metric) const
{
    const auto found = values.constFind(metric);
    return found == values.constEnd() ? std::nullopt : std::optional(*found);
}

bool Metrics::tells(Metric metric) const
{
    const auto known = value(metric);
    return known && (metric != Metric::FirstText || known != value(Metric::FirstToken));
}

qint64 estimatedTokens(QStringView text)
{
    const qint64 wide =
        std::ranges::count_if(text, [](QChar c) { return c >= FirstWideCharacter && !c.isSurrogate(); });
    const qint64 narrow = characters(text) - wide;
    return wide + (narrow + CharactersPerToken - 1) / CharactersPerToken;
}

QDebug operator<<(QDebug debug, const Measurement &measurement)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << (measurement.estimated ? "~" : "") << measurement.value;
}

} // namespace Parlance
