// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/wiretable.h"

#include "wire/dialect.h"
#include "wire/fieldmapping.h"
#include "workspace/words/parametertext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MostCharacters = 240; ///< per value

QString nameOf(WireField field)
{
    switch (field.meaning) {
    case WireField::Model:
    case WireField::AnsweringModel:
        return WireTable::tr("Model");
    case WireField::System:
        return WireTable::tr("System prompt");
    case WireField::Question:
        return WireTable::tr("Question");
    case WireField::Parameter:
        return parameterText(field.parameter).label;
    case WireField::Stream:
        return WireTable::tr("Stream");
    case WireField::Tools:
        return WireTable::tr("Tools");
    case WireField::ToolChoice:
        return WireTable::tr("Tool choice");
    case WireField::AnswerFormat:
        return WireTable::tr("Answer format");
    case WireField::OtherFields:
        return WireTable::tr("Other fields");
    case WireField::Status:
        return WireTable::tr("Status");
    case WireField::RequestId:
        return WireTable::tr("Request ID");
    case WireField::AnswerId:
        return WireTable::tr("Id");
    case WireField::Reasoning:
        return WireTable::tr("Reasoning");
    case WireField::Text:
        return WireTable::tr("Text");
    case WireField::FinishReason:
        return WireTable::tr("Finish reason");
    case WireField::InputTokens:
        return WireTable::tr("Input tokens");
    case WireField::OutputTokens:
        return WireTable::tr("Output tokens");
    case WireField::CachedTokens:
        return WireTable::tr("Cached tokens");
    case WireField::CreditsUsed:
        return WireTable::tr("Credits");
    case WireField::EndMark:
        return WireTable::tr("End");
    }
    return {};
}

/// A query may carry a key, and the user's name or password must not show either.
QString addressOf(const WireRequest &sent)
{
    if (sent.url.isEmpty())
        return WireTable::tr("not sent");
    return QString::fromUtf8(sent.method) + u' ' +
           sent.url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
}

QString keyOf(const WireRequest &sent)
{
    for (const WireHeader &header : sent.headers) {
        if (!header.secret.isEmpty())
            return u"%1: %2••••"_s.arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value));
    }
    return WireTable::tr("none");
}

QString headersOf(const WireRequest &sent)
{
    QStringList lines;
    for (const WireHeader &header : sent.headers) {
        if (header.secret.isEmpty())
            lines << u"%1: %2"_s.arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value));
    }
    return lines.join(u'\n');
}

/// Cuts after redaction: half a key would not be recognized.
QString shownPart(const QString &part, const Redaction &redaction)
{
    const QString text = redaction.of(part);
    return text.size() <= MostCharacters ? text : text.first(MostCharacters - 1) + u'…';
}

QString cellOf(const FieldMapping &spelling, WireField meaning, const Redaction &redaction)
{
    if (!spelling.contains(meaning))
        return u"—"_s;
    QStringList parts = spelling.value(meaning);
    for (QString &part : parts)
        part = shownPart(part, redaction);
    return parts.isEmpty() ? WireTable::tr("not sent") : parts.join(u'\n');
}

/// Adds a row unless all lanes' cells say nothing.
void addRow(PlainTable &table, const QString &name, QStringList cells, const Redaction &redaction)
{
    const auto isBlank = [](const QString &cell) {
        return cell.isEmpty() || cell == u"—";
    };
    if (std::ranges::all_of(cells, isBlank))
        return;
    for (QString &cell : cells)
        cell = redaction.of(cell);
    table.rows << (QStringList{name} + cells);
}

void addMeanings(PlainTable &table, const QList<WireField> &meanings, const QList<FieldMapping> &spellings,
    const Redaction &redaction)
{
    for (const WireField meaning : meanings) {
        QStringList cells;
        for (const FieldMapping &spelling : spellings)
            cells << cellOf(spelling, meaning, redaction);
        addRow(table, nameOf(meaning), cells, redaction);
    }
}

} // namespace

bool WireTable::isSpelled(const QString &cell)
{
    return !cell.isEmpty() && cell != u"—" && cell != tr("not sent") && cell != tr("none");
}

QList<WireTable::Part> WireTable::of(const QList<WireLane> &lanes, const Redaction &redaction)
{
    PlainTable request{.header = {QString()}, .rows = {}, .textColumns = lanes.size() + 1};
    QStringList addresses;
    QStringList gateways;
    QStringList dialects;
    QStringList keys;
    QStringList headers;
    QStringList outcomes;
    QList<FieldMapping> requests;
    QList<FieldMapping> answers;
    for (const WireLane &lane : lanes) {
        const Call &call = *lane.call;
        request.header << redaction.of(lane.name);
        addresses << addressOf(call.sent);
        gateways << call.gateway.fullName();
        dialects << call.dialect->id();
        keys << keyOf(call.sent);
        headers << headersOf(call.sent);
        outcomes << lane.outcome;
        requests << fieldMappingOf(*call.dialect, call.gateway.shape.of(call.request));
        answers << fieldMappingOf(*call.dialect, redaction.of(call.recording));
    }
    PlainTable answer = request;
    addRow(request, tr("Gateway"), gateways, redaction);
    addRow(request, tr("API format"), dialects, redaction);
    addRow(request, tr("Address"), addresses, redaction);
    addRow(request, tr("Key"), keys, redaction);
    addRow(request, tr("Headers"), headers, redaction);
    addMeanings(request, requestFields(), requests, redaction);
    addRow(answer, tr("Outcome"), outcomes, redaction);
    addMeanings(answer, answerFields(), answers, redaction);
    return {{.title = tr("Request"), .table = request}, {.title = tr("Answer"), .table = answer}};
}

} // namespace Parlance
