// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspectwords.h"

#include "chat/visibletext.h"
#include "client/callstate.h"
#include "wire/utf8text.h"
#include "workspace/words/extrajsontext.h"
#include "workspace/words/metrictext.h"
#include "workspace/words/timetext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Inspector
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Inspector)
};

constexpr qint64 Kilobyte = 1000;
constexpr qsizetype MostFields = 4;        ///< named in the reason why an event was ignored
constexpr qint64 MostSearched = 64 * 1024; ///< bytes of an event that is searched for the reason

bool isComment(const QByteArray &bytes)
{
    const QByteArrayList lines = QByteArray(bytes).replace('\r', '\n').split('\n');
    return std::ranges::all_of(
        lines, [](const QByteArray &line) { return line.isEmpty() || line.startsWith(':'); });
}

/// Collects the names of the values in a JSON text that have no values of their own.
void collectFields(const JsonValueView &value, QStringList &names)
{
    for (const JsonValueView &child : value.children()) {
        if (!child.children().isEmpty())
            collectFields(child, names);
        else if (!child.name().isEmpty())
            names << child.name();
    }
}

QString fieldsOf(const JsonValueView &root)
{
    QStringList names;
    collectFields(root, names);
    names.removeDuplicates();
    const bool isLong = names.size() > MostFields;
    return QStringList(names.first(std::min(names.size(), MostFields))).join(u", "_s) +
           (isLong ? u", …"_s : u""_s);
}

QString whyIgnored(const QByteArray &bytes)
{
    if (isComment(bytes))
        return Inspector::tr("comment");
    const QByteArray data = InspectedCall::dataIn(bytes);
    if (data.isEmpty())
        return Inspector::tr("ignored: no data");
    const auto [json, fault] = JsonDocument::readPart(data);
    if (fault)
        return Inspector::tr("ignored: not JSON: %1").arg(describeJsonFaultWithBytes(*fault, data));
    if (json.root().kind() != JsonValueView::Kind::Object)
        return Inspector::tr("ignored: not an object");
    if (const auto type = json.root().member(u"type"); type && type->kind() == JsonValueView::Kind::String)
        return Inspector::tr("ignored: nothing to read in “%1”").arg(type->string());
    return Inspector::tr("ignored: nothing to read in %1").arg(fieldsOf(json.root()));
}

/// The signs of an event, in words, without text.
QStringList signWords(TracedEvent::Signs signs)
{
    const std::pair<TracedEvent::Sign, QString> words[] = {
        {TracedEvent::Part, Inspector::tr("part")},
        {TracedEvent::Name, Inspector::tr("model and id")},
        {TracedEvent::FinishReason, Inspector::tr("finish reason")},
        {TracedEvent::Usage, Inspector::tr("usage")},
        {TracedEvent::Error, Inspector::tr("error")},
        {TracedEvent::EndMark, Inspector::tr("end mark")},
    };
    QStringList told;
    for (const auto &[sign, word] : words) {
        if (signs.testFlag(sign))
            told << word;
    }
    return told;
}

/// The first event with this sign; -1 for none.
qsizetype firstWith(const InspectedCall &call, TracedEvent::Sign sign)
{
    const QList<TracedEvent> &events = call.events();
    const auto found =
        std::ranges::find_if(events, [sign](const TracedEvent &event) { return event.signs.testFlag(sign); });
    return found == events.end() ? -1 : found - events.begin();
}

bool isCut(const InspectedCall &call)
{
    return !call.events().isEmpty() && call.events().last().signs.testFlag(TracedEvent::Unfinished);
}

bool isStopped(const InspectedCall &call)
{
    return stateOf(call.call()) == Reply::State::Stopped;
}

/// The server's code or type, and its message: "rate_limit_exceeded: Too many requests".
QString errorWords(const ChatError &error)
{
    QStringList words{error.code.isEmpty() ? error.type : error.code, error.message};
    words.removeAll(QString());
    return words.join(u": "_s);
}

QString textWord(TracedEvent::Signs signs)
{
    if (signs.testFlag(TracedEvent::ToolCall))
        return Inspector::tr("tool call");
    if (signs.testFlag(TracedEvent::Refusal))
        return Inspector::tr("refusal");
    return signs.testFlag(TracedEvent::Reasoning) ? Inspector::tr("reasoning") : Inspector::tr("text");
}

/// True if the tool call of this section never arrived whole.
bool wasCut(const InspectedCall &call, const SourceSection &section)
{
    const QList<ToolCall> cut = call.trace().reply().choices.value(section.choice).cutCalls();
    return hasEnded(call.call()) && std::ranges::any_of(cut, [&section](const ToolCall &one) {
        return one.name == section.name && one.arguments == section.text;
    });
}

} // namespace

QString timeText(Timing::Duration time)
{
    return TimeText::measured(static_cast<double>(time.count()) / 1e6, 3);
}

QString eventTimeText(Timing::Duration time)
{
    constexpr double second = 999'995; // what rounds to 1000 ms, in microseconds
    const auto microseconds = static_cast<double>(time.count());
    return microseconds < second ? Inspector::tr("%1 ms").arg(QLocale().toString(microseconds / 1e3, 'f', 2))
                                 : Inspector::tr("%1 s").arg(QLocale().toString(microseconds / 1e6, 'f', 5));
}

QString sizeText(qint64 bytes)
{
    const QString exact =
        bytes == 1 ? Inspector::tr("1 byte") : Inspector::tr("%1 bytes").arg(QLocale().toString(bytes));
    return bytes < Kilobyte
               ? exact
               : u"%1 (%2)"_s.arg(exact, QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat));
}

QString readAs(const InspectedCall &call, const TracedEvent &event)
{
    if (event.signs.testFlag(TracedEvent::AfterEndMark))
        return Inspector::tr("ignored: after the end mark");
    QStringList told;
    constexpr TracedEvent::Signs texts =
        TracedEvent::Text | TracedEvent::Reasoning | TracedEvent::Refusal | TracedEvent::ToolCall;
    if (event.signs & texts) {
        told << (event.letters > 0
                     ? Inspector::tr("%1, %n characters", nullptr, static_cast<int>(event.letters))
                           .arg(textWord(event.signs))
                     : textWord(event.signs));
    }
    told += signWords(event.signs);
    if (event.signs.testFlag(TracedEvent::Unfinished))
        told << Inspector::tr("cut off");
    if (!told.isEmpty())
        return told.join(u" · "_s);
    return event.size <= MostSearched
               ? whyIgnored(call.bytesOf(event))
               : Inspector::tr("ignored: nothing to read in %1").arg(sizeText(event.size));
}

QString titleOf(const InspectedCall &call, const SourceSection &section)
{
    switch (section.kind) {
    case SourceSection::Kind::Reasoning:
        return Inspector::tr("Reasoning");
    case SourceSection::Kind::Refusal:
        return Inspector::tr("Refusal");
    case SourceSection::Kind::ToolCall:
        return (
            wasCut(call, section) ? Inspector::tr("Tool call %1, cut off") : Inspector::tr("Tool call %1"))
            .arg(section.name);
    case SourceSection::Kind::Other:
        return Inspector::tr("Other");
    case SourceSection::Kind::Text:
        break;
    }
    return Inspector::tr("Text");
}

QString endText(const InspectedCall &call)
{
    if (const QString failure = failureText(call); !failure.isEmpty())
        return failure;
    if (isStopped(call))
        return isCut(call) ? Inspector::tr("stopped by you, in mid-event") : Inspector::tr("stopped by you");
    const std::optional<Recording::End> &end = call.call().recording.end;
    if (!end)
        return call.call().sent.url.isEmpty() ? Inspector::tr("not sent") : Inspector::tr("still running");
    const bool isStream = call.trace().isStream();
    if (end->by == Recording::End::By::EndMark)
        return isStream ? Inspector::tr("read up to the end mark") : Inspector::tr("read to the end");
    return isStream && firstWith(call, TracedEvent::EndMark) >= 0
               ? Inspector::tr("closed by the server after the end mark")
               : Inspector::tr("closed by the server");
}

QString failureText(const InspectedCall &call)
{
    const Reply &reply = call.call().reply;
    const std::optional<Recording::End> &end = call.call().recording.end;
    if (isStopped(call))
        return {};
    if (end && end->failure)
        return (isCut(call) ? Inspector::tr("broken in mid-event: %1") : Inspector::tr("broken: %1"))
            .arg(visibleLine(call.masked(end->failure->message)));
    if (!reply.error)
        return reply.state == Reply::State::Incomplete
                   ? Inspector::tr("broke off: closed by the server before the answer ended")
                   : QString();
    const QString words = visibleLine(call.masked(errorWords(*reply.error)));
    const qsizetype event = errorEvent(call);
    return event < 0 ? Inspector::tr("failed: %1").arg(words)
                     : Inspector::tr("failed: %1 (event %2)").arg(words, QLocale().toString(event + 1));
}

qsizetype errorEvent(const InspectedCall &call)
{
    return call.trace().isStream() ? firstWith(call, TracedEvent::Error) : -1;
}

QString nothingText(const InspectedCall *call)
{
    if (!call)
        return Inspector::tr("Ask something, and you see here what was sent and what came back.");
    const Recording &recording = call->call().recording;
    if (call->call().bytesDropped)
        return Inspector::tr("The bytes were dropped to make room for newer calls");
    if (!hasEnded(call->call()))
        return recording.head ? Inspector::tr("Waiting for the body: only the headers have arrived")
                              : Inspector::tr("Waiting for the answer: nothing has arrived yet");
    if (isStopped(*call))
        return recording.head ? Inspector::tr("Stopped before the body arrived")
                              : Inspector::tr("Stopped before anything arrived");
    if (recording.head)
        return Inspector::tr("No body");
    return recording.startedAt ? Inspector::tr("Failed before anything arrived")
                               : Inspector::tr("Nothing was sent");
}

QString stateText(const Call &call)
{
    const bool isWaiting = !hasEnded(call) && call.recording.size() == 0;
    return isWaiting ? Inspector::tr("waiting") : MetricText::state(stateOf(call));
}

QString headerMeaning(const QByteArray &name, const QByteArray &value)
{
    const QByteArray lower = name.toLower();
    const QString text = textFromUtf8(value);
    if (lower == "retry-after")
        return std::ranges::all_of(text, [](QChar c) { return c.isDigit(); })
                   ? Inspector::tr("wait this many seconds")
                   : Inspector::tr("wait until then");
    if (lower.endsWith("request-id"))
        return Inspector::tr("quote it to support");
    if (!lower.contains("ratelimit"))
        return {};
    const bool isTokens = lower.contains("token");
    const QString unit = isTokens ? Inspector::tr("tokens") : Inspector::tr("requests");
    if (lower.contains("remaining"))
        return Inspector::tr("%1 %2 left").arg(text, unit);
    if (lower.contains("reset"))
        return Inspector::tr("when the %1 are full again").arg(unit);
    return Inspector::tr("%1 %2 in a period").arg(text, unit);
}

} // namespace Parlance
