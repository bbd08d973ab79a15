// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspectwords.h"

#include "wire/utf8text.h"
#include "workspace/words/extrajsontext.h"
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
constexpr qsizetype MostFields = 4; ///< named in the reason why an event was ignored

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
        return Inspector::tr("ignored: no JSON: %1").arg(describeJsonFaultWithBytes(*fault, data));
    if (json.root().kind() != JsonValueView::Kind::Object)
        return Inspector::tr("ignored: no object");
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

QString sizeText(qint64 bytes)
{
    return bytes < 10 * Kilobyte ? Inspector::tr("%n bytes", nullptr, static_cast<int>(bytes))
                                 : QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString readAs(const InspectedCall &call, const TracedEvent &event)
{
    if (event.signs.testFlag(TracedEvent::AfterEndMark))
        return Inspector::tr("ignored: after the end mark");
    QStringList told;
    constexpr TracedEvent::Signs texts =
        TracedEvent::Text | TracedEvent::Reasoning | TracedEvent::Refusal | TracedEvent::ToolCall;
    if (event.signs & texts) {
        told << (event.letters > 0 ? Inspector::tr("%1, %n letters", nullptr, static_cast<int>(event.letters))
                                         .arg(textWord(event.signs))
                                   : textWord(event.signs));
    }
    told += signWords(event.signs);
    if (event.signs.testFlag(TracedEvent::Unfinished))
        told << Inspector::tr("cut off");
    return told.isEmpty() ? whyIgnored(call.bytesOf(event)) : told.join(u" · "_s);
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
    const std::optional<Recording::End> &end = call.call().recording.end;
    if (!end)
        return call.call().sent.url.isEmpty() ? Inspector::tr("not sent") : Inspector::tr("still running");
    const bool sawMark = std::ranges::any_of(
        call.events(), [](const TracedEvent &event) { return event.signs.testFlag(TracedEvent::EndMark); });
    const bool isCut =
        !call.events().isEmpty() && call.events().last().signs.testFlag(TracedEvent::Unfinished);
    if (end->by == Recording::End::By::User)
        return isCut ? Inspector::tr("stopped by you, in mid-event") : Inspector::tr("stopped by you");
    if (end->by == Recording::End::By::EndMark)
        return Inspector::tr("read up to the end mark");
    if (end->failure)
        return (isCut ? Inspector::tr("broken in mid-event: %1") : Inspector::tr("broken: %1"))
            .arg(call.masked(end->failure->message));
    return sawMark ? Inspector::tr("closed by the server after the end mark")
                   : Inspector::tr("closed by the server");
}

QString headerMeaning(const QByteArray &name, const QByteArray &value)
{
    const QByteArray lower = name.toLower();
    const QString text = textFromUtf8(value);
    if (lower == "retry-after")
        return Inspector::tr("send nothing before this many seconds, or this date");
    if (lower.endsWith("request-id"))
        return Inspector::tr("names this request when you write to the service");
    if (!lower.contains("ratelimit"))
        return {};
    const bool isTokens = lower.contains("token");
    const QString unit = isTokens ? Inspector::tr("tokens") : Inspector::tr("requests");
    if (lower.contains("remaining"))
        return Inspector::tr("%1 %2 are left in this period").arg(text, unit);
    if (lower.contains("reset"))
        return Inspector::tr("when the %1 are full again").arg(unit);
    return Inspector::tr("%1 %2 in a period").arg(text, unit);
}

} // namespace Parlance
