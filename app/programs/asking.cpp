// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"

#include "asktext.h"
#include "chat/finishreason.h"
#include "client/callcapture.h"
#include "client/pausedcall.h"
#include "wire/capturefile.h"
#include "wire/replyjson.h"
#include "workspace/answerverdict.h"
#include "workspace/words/schematext.h"

#include <QLocale>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool isEmpty(const Reply &reply)
{
    return std::ranges::all_of(reply.choices,
        [](const Choice &choice) { return choice.parts.isEmpty() && choice.refusal.isEmpty(); });
}

/// Why a whole answer may not be what was asked for; empty if nothing is to be said.
QString remarkOn(const Reply &reply)
{
    const QString &reason = reply.first().finishReason;
    switch (endingOf(reason)) {
    case Ending::Cut:
        return u"the answer is cut: it reached the limit of its tokens (finish reason %1)"_s.arg(reason);
    case Ending::Withheld:
        return u"the server withheld the answer or a part of it (finish reason %1)"_s.arg(reason);
    case Ending::Unknown:
        return u"the answer finished with: %1"_s.arg(reason);
    default:
        return isEmpty(reply) ? u"the answer is empty"_s : QString();
    }
}

/// "A" or "A, B and 2 more", long names cut.
QString enumerated(QStringList names)
{
    constexpr qsizetype most = 5;
    constexpr qsizetype longest = 200;
    names.removeDuplicates();
    for (QString &name : names)
        name.truncate(longest);
    const qsizetype rest = names.size() - most;
    return rest <= 0 ? names.join(u", "_s)
                     : u"%1 and %2 more"_s.arg(names.first(most).join(u", "_s)).arg(rest);
}

/// "PNG, 12 KB", or where the picture is.
QString describe(const ImagePart &image)
{
    if (image.bytes.isEmpty())
        return image.url;
    const QString type = image.mediaType.section(u'/', -1).toUpper();
    const QString size =
        QLocale::c().formattedDataSize(image.bytes.size(), 0, QLocale::DataSizeTraditionalFormat);
    return type.isEmpty() ? size : type + u", "_s + size;
}

QStringList toolNames(const QList<ToolCall> &calls)
{
    QStringList names;
    for (const ToolCall &call : calls)
        names << (call.name.isEmpty() ? u"a tool without a name"_s : call.name);
    return names;
}

/// What the reply has that is not printed as text, in a sentence each.
QStringList besideText(const Reply &reply, bool printsCalls)
{
    const Choice &choice = reply.first();
    QStringList sentences;
    if (const QStringList calls = toolNames(choice.toolCalls()); !calls.isEmpty() && !printsCalls)
        sentences << u"the answer calls %1; --json has the arguments"_s.arg(enumerated(calls));
    if (const QStringList calls = toolNames(choice.cutCalls()); !calls.isEmpty())
        sentences << u"the answer was cut off in its call of %1; --json has what came"_s.arg(
            enumerated(calls));
    QStringList pictures;
    for (const ImagePart &image : partsOf<ImagePart>(choice.parts))
        pictures << describe(image);
    if (!pictures.isEmpty()) {
        const QString count = pictures.size() == 1 ? u"a picture"_s : u"%1 pictures"_s.arg(pictures.size());
        sentences << u"the answer has %1 (%2); --json has %3"_s.arg(
            count, enumerated(pictures), pictures.size() == 1 ? u"it"_s : u"them"_s);
    }
    if (const QStringList others = otherTypes(choice.parts); !others.isEmpty())
        sentences << u"the server also sent: "_s + enumerated(others);
    if (!choice.saysSomething() && !choice.reasoning().isEmpty())
        sentences << u"the answer is reasoning without text; --json has it"_s;
    if (const auto said = std::ranges::count_if(reply.choices, &Choice::saysSomething); said > 1)
        sentences << u"this is the first of %1 answers; --json has them all"_s.arg(said);
    return sentences;
}

} // namespace

Asking::Asking(QObject *parent)
    : QObject(parent)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Asking::stop);
    connect(&m_output, &Output::failed, this, &Asking::stop);
}

void Asking::ask(const AskCommand &command)
{
    m_command = command;
    m_json = command.json;
    start(command.request);
    if (command.timeout) {
        m_limit.setInterval(*command.timeout);
        m_limit.start();
    }
}

void Asking::start(const ChatRequest &request)
{
    m_request = request;
    m_exchange = m_client.start(m_command.target, request, this);
    connect(m_exchange, &Exchange::deltasArrived, this, &Asking::print);
    connect(m_exchange, &Exchange::silent, this,
        [this](const Silence &silence) { m_status.show(StatusLine::wordsOf(silence), m_last != u'\n'); });
    connect(m_exchange, &Exchange::finished, this, &Asking::end);
}

void Asking::stop()
{
    m_exchange->stop();
}

void Asking::print(const QList<Delta> &deltas)
{
    QString text;
    for (const Delta &delta : deltas) {
        if (delta.choice == 0)
            text += delta.text + delta.refusal;
    }
    if (m_json || text.isEmpty())
        return;
    m_last = text.back();
    text.prepend(std::exchange(m_pending, {}));
    if (text.back().isHighSurrogate()) {
        m_pending = text.back();
        text.chop(1);
    }
    m_output.write(text);
}

/// An object and a capture are whole only with the usage; a reader of the text need not wait for it.
void Asking::end(const Reply &reply)
{
    if (!m_exchange->awaitsUsage() || (!m_json && !m_capture.isOpen()))
        return printEnd(reply);
    connect(m_exchange, &Exchange::usageSettled, this, [this] { printEnd(m_exchange->reply()); });
}

void Asking::printEnd(const Reply &reply)
{
    if (m_json)
        m_output.writeJson(replyToJson(reply));
    else
        printRest(reply);
    if (const QString problem = problemOf(reply); !problem.isEmpty())
        tell(problem);
    if (isWhole(reply) && m_output.problem().isEmpty() && goesOn(reply))
        return;
    const bool isFitting = fits();
    const bool isSaved = save();
    Q_EMIT done(isWhole(reply) && isFitting && isSaved && m_output.problem().isEmpty() ? 0 : 1);
}

/// Answers the calls of the reply, if there is a result for each, and goes on after a pause. The capture is
/// that of the last request.
bool Asking::goesOn(const Reply &reply)
{
    const QList<ToolResult> results = m_command.tools.resultsOf(reply.first().toolCalls());
    if (results.isEmpty() && !isPaused(*m_exchange->call(), reply.first()))
        return false;
    if (++m_rounds > ToolCommand::MostRounds) {
        tell(u"the answer went on %1 times, which is the limit"_s.arg(ToolCommand::MostRounds));
        return false;
    }
    ChatRequest next = m_request;
    next.messages.append({.role = Role::Assistant, .parts = reply.first().wholeParts()});
    if (!results.isEmpty())
        next.messages.append(Message::of(results));
    m_exchange->deleteLater();
    start(next);
    return true;
}

/// Ends the text; prints it if it is that of another choice than the first. Says what came beside it.
void Asking::printRest(const Reply &reply)
{
    const Choice &choice = reply.first();
    if (!reply.choices.isEmpty() && &choice != &reply.choices.first())
        m_output.write(choice.text() + choice.refusal + u'\n');
    else if (m_last != u'\n')
        m_output.write(m_pending + u'\n');
    m_last = u'\n';
    const bool printsCalls = !m_command.tools.tools.isEmpty();
    for (const ToolCall &call : printsCalls ? choice.toolCalls() : QList<ToolCall>())
        m_output.write(u"%1 %2\n"_s.arg(call.name, QString(call.arguments).replace(u'\n', u' ')));
    if (!m_output.problem().isEmpty())
        return;
    for (const QString &sentence : besideText(reply, printsCalls))
        tell(sentence);
}

/// What is said of this answer on standard error; empty if nothing is.
QString Asking::problemOf(const Reply &reply) const
{
    if (!m_output.problem().isEmpty())
        return m_output.problem();
    if (isWhole(reply))
        return remarkOn(reply);
    if (reply.error)
        return describe(*reply.error);
    if (reply.state != Reply::State::Stopped)
        return u"the answer broke off, so it may be incomplete"_s;
    return m_limit.isActive() || m_limit.interval() == 0
               ? u"stopped"_s
               : u"the answer was not complete after %1 s, so it was stopped"_s.arg(
                     m_limit.interval() / 1000.0);
}

/// False, after a message, if the answer does not fit the schema, or that is not known.
bool Asking::fits() const
{
    const std::optional<Judgement> judgement = judgementOf(*m_exchange->call());
    const bool fits = !judgement || judgement->state == Judgement::State::Fits;
    if (!fits && judgement->violations.isEmpty())
        tell(describeJudgement(*judgement));
    for (const Violation &violation : fits ? QList<Violation>() : judgement->violations)
        tell(u"the answer does not fit the schema: "_s + describeViolation(violation));
    return fits;
}

/// False, after a message, if the capture could not be written.
bool Asking::save()
{
    if (!m_capture.isOpen())
        return true;
    const QString problem =
        m_capture.write(captureFile(captureOf(*m_exchange->call(), {}), m_capture.name()));
    if (!problem.isEmpty())
        tell(problem);
    return problem.isEmpty();
}

} // namespace Parlance
