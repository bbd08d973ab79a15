// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/wiretable.h"

#include "wire/dialect.h"
#include "wire/spelling.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MostCharacters = 240; ///< of a value

QString nameOf(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Model:
    case Meaning::AnsweringModel:
        return WireTable::tr("Model");
    case Meaning::System:
        return WireTable::tr("System prompt");
    case Meaning::Question:
        return WireTable::tr("Question");
    case Meaning::MaxTokens:
        return WireTable::tr("Most tokens");
    case Meaning::Temperature:
        return WireTable::tr("Temperature");
    case Meaning::TopP:
        return WireTable::tr("Top p");
    case Meaning::Stop:
        return WireTable::tr("Stop");
    case Meaning::N:
        return WireTable::tr("Answers");
    case Meaning::Stream:
        return WireTable::tr("Stream");
    case Meaning::Tools:
        return WireTable::tr("Tools");
    case Meaning::ToolChoice:
        return WireTable::tr("Choice of tool");
    case Meaning::Thinking:
        return WireTable::tr("Thinking");
    case Meaning::OtherFields:
        return WireTable::tr("Other fields");
    case Meaning::Status:
        return WireTable::tr("Status");
    case Meaning::RequestId:
        return WireTable::tr("Request id");
    case Meaning::AnswerId:
        return WireTable::tr("Id");
    case Meaning::Reasoning:
        return WireTable::tr("Reasoning");
    case Meaning::Text:
        return WireTable::tr("Text");
    case Meaning::FinishReason:
        return WireTable::tr("Finish reason");
    case Meaning::InputTokens:
        return WireTable::tr("Input tokens");
    case Meaning::OutputTokens:
        return WireTable::tr("Output tokens");
    case Meaning::CachedTokens:
        return WireTable::tr("Cached tokens");
    case Meaning::CreditsUsed:
        return WireTable::tr("Credits");
    case Meaning::EndMark:
        return WireTable::tr("End");
    }
    return {};
}

/// A query may carry a key, and a user's name or password has no place here either.
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

/// Cut after the keys are out: half a key would not be known as one.
QString shownPart(const QString &part, const Redaction &redaction)
{
    const QString text = redaction.of(part);
    return text.size() <= MostCharacters ? text : text.first(MostCharacters - 1) + u'…';
}

QString cellOf(const Spelling &spelling, Meaning meaning, const Redaction &redaction)
{
    if (!spelling.contains(meaning))
        return u"—"_s;
    QStringList parts = spelling.value(meaning);
    for (QString &part : parts)
        part = shownPart(part, redaction);
    return parts.isEmpty() ? WireTable::tr("not sent") : parts.join(u'\n');
}

/// Adds a row, unless no lane has anything to say in it.
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

void addMeanings(PlainTable &table, const QList<Meaning> &meanings, const QList<Spelling> &spellings,
    const Redaction &redaction)
{
    for (const Meaning meaning : meanings) {
        QStringList cells;
        for (const Spelling &spelling : spellings)
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
    QList<Spelling> requests;
    QList<Spelling> answers;
    for (const WireLane &lane : lanes) {
        const Call &call = *lane.call;
        request.header << lane.name;
        addresses << addressOf(call.sent);
        gateways << call.gateway.fullName();
        dialects << call.dialect->id();
        keys << keyOf(call.sent);
        headers << headersOf(call.sent);
        outcomes << lane.outcome;
        requests << spellingOf(*call.dialect, call.gateway.shape.of(call.request));
        answers << spellingOf(*call.dialect, call.recording);
    }
    PlainTable answer = request;
    addRow(request, tr("Gateway"), gateways, redaction);
    addRow(request, tr("Dialect"), dialects, redaction);
    addRow(request, tr("Address"), addresses, redaction);
    addRow(request, tr("Key"), keys, redaction);
    addRow(request, tr("Headers"), headers, redaction);
    addMeanings(request, requestMeanings(), requests, redaction);
    addRow(answer, tr("Outcome"), outcomes, redaction);
    addMeanings(answer, answerMeanings(), answers, redaction);
    return {{.title = tr("Request"), .table = request}, {.title = tr("Answer"), .table = answer}};
}

} // namespace Parlance
