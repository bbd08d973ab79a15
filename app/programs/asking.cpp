// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.h"

#include "client/callcapture.h"
#include "wire/capturefile.h"
#include "wire/replyjson.h"
#include "workspace/words/timetext.h"

#include <QFileInfo>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

void write(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

/// The error on one line, with all facts that help to find the cause.
QString describe(const ChatError &error)
{
    QStringList details;
    if (error.httpStatus > 0)
        details << u"status %1"_s.arg(error.httpStatus);
    if (!error.code.isEmpty())
        details << u"code "_s + error.code;
    if (error.retryAfter)
        details << u"try again after "_s + TimeText::duration(*error.retryAfter);
    if (!error.requestId.isEmpty())
        details << u"request "_s + error.requestId;
    const QString message = error.message.isEmpty() ? u"the server gives no reason"_s : error.message;
    return details.isEmpty() ? message : u"%1 (%2)"_s.arg(message, details.join(u", "_s));
}

QString problemOf(const Reply &reply)
{
    if (reply.error)
        return describe(*reply.error);
    return reply.state == Reply::State::Stopped ? u"stopped"_s
                                                : u"the answer broke off, so it may be incomplete"_s;
}

} // namespace

QString Asking::saveTo(const QString &path)
{
    const QFileInfo known(path);
    if (known.exists() && !known.isFile())
        return u"%1 is not a file"_s.arg(path);
    m_capture.setFileName(path);
    return m_capture.open(QIODevice::WriteOnly)
               ? QString()
               : u"%1 cannot be written: %2"_s.arg(path, m_capture.errorString());
}

void Asking::ask(const AskCommand &command)
{
    m_json = command.json;
    m_exchange = m_client.start(command.target, command.request, this);
    connect(m_exchange, &Exchange::deltasArrived, this, &Asking::print);
    connect(m_exchange, &Exchange::silent, this, &Asking::printSilence);
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
    write(m_utf8(text));
}

/// One line that changes in place, and is wiped when something comes.
void Asking::printSilence(const Silence &silence)
{
    constexpr const char *wipe = "\r\x1b[K";
    if (isatty(STDERR_FILENO) == 0)
        return;
    const bool wasSilent = std::exchange(m_isSilent, silence.time > Silence().time);
    if (!m_isSilent) {
        std::fputs(wipe, stderr);
        return;
    }
    if (!wasSilent && m_last != u'\n')
        std::fputs("\n", stderr);
    const QString words =
        u"%1parlance-ask: %2. Ctrl+C stops."_s.arg(QLatin1StringView(wipe), TimeText::silence(silence));
    std::fputs(qUtf8Printable(words), stderr);
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
        write(replyToJson(reply) + '\n');
    else if (m_last != u'\n')
        write("\n");
    if (!isWhole(reply))
        std::fprintf(stderr, "parlance-ask: %s\n", qUtf8Printable(problemOf(reply)));
    const bool isSaved = save();
    Q_EMIT done(isWhole(reply) && isSaved ? 0 : 1);
}

/// False, after a message, if the capture could not be written.
bool Asking::save()
{
    if (!m_capture.isOpen())
        return true;
    m_capture.write(captureFile(captureOf(*m_exchange->call(), {}), m_capture.fileName()));
    if (m_capture.commit())
        return true;
    std::fprintf(stderr, "parlance-ask: %s cannot be written: %s\n", qUtf8Printable(m_capture.fileName()),
        qUtf8Printable(m_capture.errorString()));
    return false;
}

} // namespace Parlance
