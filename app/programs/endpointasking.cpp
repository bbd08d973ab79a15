// SPDX-License-Identifier: GPL-3.0-or-later
#include "endpointasking.h"

#include "client/callcapture.h"
#include "wire/capturefile.h"
#include "wire/replyjson.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QJsonValue inMilliseconds(const std::optional<Timing::Duration> &time)
{
    using Milliseconds = std::chrono::duration<double, std::milli>;
    return time ? QJsonValue(Milliseconds(*time).count()) : QJsonValue(QJsonValue::Null);
}

QByteArray timingToJson(const HttpRun &run)
{
    const Recording &recording = run.call()->recording;
    JsonObjectWriter object;
    object.set(u"sent_ms"_s, inMilliseconds(recording.sentAt));
    object.set(u"headers_ms"_s,
        inMilliseconds(recording.head.transform([](const Recording::Head &head) { return head.at; })));
    object.set(u"first_bytes_ms"_s, inMilliseconds(run.firstBytesAt()));
    object.set(u"total_ms"_s,
        inMilliseconds(recording.end.transform([](const Recording::End &end) { return end.at; })));
    return object.toJson();
}

} // namespace

void EndpointTask::progress(Output &)
{
}

EndpointAsking::EndpointAsking(std::unique_ptr<EndpointTask> task, QObject *parent)
    : QObject(parent)
    , m_task(std::move(task))
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &EndpointAsking::stop);
    connect(&m_output, &Output::failed, this, &EndpointAsking::stop);
}

void EndpointAsking::ask(
    const Target &target, bool isJson, const std::optional<std::chrono::milliseconds> &timeout)
{
    m_isJson = isJson;
    m_run = m_task->start(m_client, target, this);
    connect(m_run, &HttpRun::progressed, this, [this] {
        m_status.show({});
        if (!m_isJson)
            m_task->progress(m_output);
    });
    connect(m_run->exchange(), &HttpExchange::silent, this,
        [this](const Silence &silence) { m_status.show(StatusLine::wordsOf(silence)); });
    connect(m_run->exchange(), &HttpExchange::uploaded, this, [this](qint64 sent, qint64 total) {
        m_status.show(u"%1 % sent"_s.arg(sent * 100 / std::max<qint64>(total, 1)));
    });
    connect(m_run, &HttpRun::finished, this, &EndpointAsking::end);
    if (timeout) {
        m_limit.setInterval(*timeout);
        m_limit.start();
    }
}

void EndpointAsking::stop()
{
    m_run->stop();
}

void EndpointAsking::end()
{
    m_status.show({});
    const QString unwritten = m_task->finish(m_output, m_isJson);
    if (m_isJson)
        m_output.writeJson(json());
    for (const QString &words : {unwritten, problem()}) {
        if (!words.isEmpty())
            tell(words);
    }
    const bool isSaved = save();
    const bool isWhole = m_run->state() == HttpRun::State::Complete;
    Q_EMIT done(isWhole && unwritten.isEmpty() && isSaved && m_output.problem().isEmpty() ? 0 : 1);
}

QByteArray EndpointAsking::json() const
{
    JsonObjectWriter object;
    m_task->addTo(object);
    object.setWritten(u"error"_s, errorToJson(m_run->error()));
    object.set(u"incomplete"_s, m_run->state() != HttpRun::State::Complete && !m_run->error());
    object.setWritten(u"timing"_s, timingToJson(*m_run));
    return object.toJson();
}

/// What is said of this answer on standard error; empty if nothing is.
QString EndpointAsking::problem() const
{
    if (!m_output.problem().isEmpty())
        return m_output.problem();
    switch (m_run->state()) {
    case HttpRun::State::Failed:
        return describe(*m_run->error());
    case HttpRun::State::Incomplete:
        return u"the answer broke off, so it may be incomplete"_s;
    case HttpRun::State::Stopped:
        return m_limit.isActive() || m_limit.interval() == 0
                   ? u"stopped"_s
                   : u"the answer was not complete after %1 s, so it was stopped"_s.arg(
                         m_limit.interval() / 1000.0);
    default:
        return {};
    }
}

bool EndpointAsking::save()
{
    if (!m_capture.isOpen())
        return true;
    const QString problem = m_capture.write(captureFile(captureOf(*m_run->call(), {}), m_capture.name()));
    if (!problem.isEmpty())
        tell(problem);
    return problem.isEmpty();
}

} // namespace Parlance
