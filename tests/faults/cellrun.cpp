// SPDX-License-Identifier: GPL-3.0-or-later
#include "cellrun.h"

#include "chat/visibletext.h"
#include "client/chatclient.h"
#include "wire/dialects/registry.h"
#include "workspace/words/errortext.h"

#include <QRegularExpression>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

using Faults::Expected;
using Ending = Expected::Ending;

const std::pair<QString, QByteArray> Dialects[]{{u"chat-completions"_s, "cc"}, {u"messages"_s, "ms"},
    {u"floopfloop"_s, "ff"}, {u"floopfloop-generate"_s, "fg"}}; // NOLINT(*-statically-constructed-objects)

QByteArray shortName(const QString &dialect)
{
    return std::ranges::find(Dialects, dialect, &std::pair<QString, QByteArray>::first)->second;
}

FaultServer::Script scriptOf(const Cell &cell)
{
    return [cell](Peer &peer) {
        cell.fault.script(peer, cell.speech);
    };
}

Target targetOf(const Cell &cell, quint16 port)
{
    const QString scheme = cell.fault.secure ? u"https"_s : u"http"_s;
    Target target{.url = QUrl(u"%1://127.0.0.1:%2/v1/chat"_s.arg(scheme).arg(port)),
        .headers = {{"Authorization", "Bearer ", Secret(Faults::FaultKey)}},
        .dialect = findDialect(cell.speech.dialect)};
    target.gateway.name = u"Acme"_s;
    target.gateway.dialect = cell.speech.dialect;
    return target;
}

ChatRequest requestOf(const Cell &cell)
{
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {Message::of(Role::User, QString(cell.promptBytes, u'a'))};
    request.stream = cell.speech.streamed;
    return request;
}

/// As the window and parlance-ask show what a server says.
QString shown(const QString &words)
{
    return visibleLine(words);
}

/// Bounds the table.
QString brief(const QString &text)
{
    return text.size() > 500 ? text.left(250) + u" … "_s + text.right(200) : text;
}

Verdict unclear(const QString &reason)
{
    return {.word = "unclear", .reason = brief(reason)};
}

/// A character that a terminal obeys, or that turns the direction of a line.
bool isHidden(QChar c)
{
    const ushort code = c.unicode();
    return (c.category() == QChar::Other_Control && c != u'\n') || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

} // namespace

const Expected &Cell::expected() const
{
    if (isLarge())
        return *fault.large;
    return speech.streamed ? *fault.streamed : *fault.plain;
}

QByteArray Cell::column() const
{
    return shortName(speech.dialect) + (isLarge() ? "/l" : speech.streamed ? "/s" : "/p");
}

QList<Cell> allCells()
{
    QList<Cell> cells;
    for (const Faults::Fault &fault : Faults::allFaults()) {
        for (const auto &[dialect, name] : Dialects) {
            if (fault.streamed)
                cells.append({fault, {.dialect = dialect, .streamed = true}, fault.promptBytes});
            if (fault.plain)
                cells.append({fault, {.dialect = dialect, .streamed = false}, fault.promptBytes});
            if (fault.large && name == Dialects[0].second)
                cells.append({fault, {.dialect = dialect, .streamed = true}, Faults::LargePrompt});
        }
    }
    return cells;
}

QByteArrayList allColumns()
{
    QByteArrayList columns;
    for (const auto &[dialect, name] : Dialects)
        columns << name + "/s" << name + "/p";
    columns.insert(2, Dialects[0].second + "/l");
    return columns;
}

CellRun::CellRun(const Cell &cell, ChatClient &client, std::chrono::milliseconds bound)
    : m_cell(cell)
    , m_server(scriptOf(cell), cell.fault.listening)
    , m_exchange(client.start(targetOf(cell, m_server.port()), requestOf(cell), nullptr))
{
    m_bound.setSingleShot(true);
    m_bound.start(bound);
    connect(&m_bound, &QTimer::timeout, this, &CellRun::end);
    // A request that is sent again comes at once.
    connect(m_exchange.get(), &Exchange::finished, this,
        [this] { QTimer::singleShot(30ms, this, &CellRun::end); });
    connect(m_exchange.get(), &Exchange::silent, this, [this](const Silence &silence) {
        m_silent = m_silent || silence.time > 0ms;
        if (m_cell.expected().ending == Ending::Silent)
            QTimer::singleShot(0, m_exchange.get(), &Exchange::stop);
    });
}

void CellRun::end()
{
    if (std::exchange(m_judged, true))
        return;
    const Verdict verdict = judge();
    m_exchange->stop();
    Q_EMIT judged(verdict);
}

Verdict CellRun::judge() const
{
    const Expected &expected = m_cell.expected();
    const Reply &reply = m_exchange->reply();
    if (m_exchange->isRunning())
        return {.word = "hung", .reason = u"runs after %1 ms"_s.arg(m_bound.interval())};
    if (m_server.requests() > 1)
        return unclear(u"was sent %1 times"_s.arg(m_server.requests()));
    const bool answers = reply.state == Reply::State::Complete && reply.first().text() == expected.text;
    if (expected.ending == Ending::Answered || (expected.ending == Ending::Either && answers))
        return answers ? Verdict()
                       : Verdict{.word = "lost",
                             .reason = u"%1, with the text \"%2\""_s.arg(
                                 brief(words()), reply.first().text().left(100))};
    if (expected.ending != Ending::Either && !reply.first().text().contains(expected.text))
        return {.word = "lost", .reason = u"the text is \"%1\""_s.arg(reply.first().text().left(100))};
    return judgeWords();
}

Verdict CellRun::judgeWords() const
{
    using enum Reply::State;
    const Expected &expected = m_cell.expected();
    const Reply::State state = m_exchange->reply().state;
    if (expected.ending == Ending::Silent)
        return m_silent && state == Stopped ? Verdict()
                                            : unclear(u"ended without a word of silence: "_s + words());
    const QString said = words();
    if (state != Failed && (state != Incomplete || expected.ending != Ending::Broken))
        return unclear(u"should have failed: "_s + said);
    if (said.contains(QString::fromLatin1(Faults::FaultKey)))
        return unclear(u"the key is in the words: "_s + said);
    if (std::ranges::any_of(said, isHidden))
        return unclear(u"control characters are in the words: "_s +
                       QString::fromLatin1(said.toUtf8().toPercentEncoding(" ")));
    for (const QString &wanted : expected.words) {
        if (!QRegularExpression(wanted, QRegularExpression::CaseInsensitiveOption).match(said).hasMatch())
            return unclear(u"/%1/ is not in: %2"_s.arg(wanted, said));
    }
    return {};
}

/// All that the window, or parlance-ask, says about how the answer ended.
QString CellRun::words() const
{
    const Reply &reply = m_exchange->reply();
    if (!reply.error)
        return reply.state == Reply::State::Incomplete ? u"The answer broke off"_s
                                                       : u"The answer is complete"_s;
    const ErrorText text = describe(*reply.error, m_exchange->call()->gateway, reply.hasContent());
    return QStringList{text.title, shown(reply.error->message), text.advice, text.facts}.join(u" · "_s);
}

} // namespace Parlance
