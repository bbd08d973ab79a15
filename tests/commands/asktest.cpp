// SPDX-License-Identifier: GPL-3.0-or-later
#include "asktest.h"

#include "support/eventually.h"

using namespace Qt::StringLiterals;

namespace Parlance {

AskTest::AskTest(QByteArray key)
    : m_key(std::move(key))
{
}

void AskTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeServer>();
    m_process = std::make_unique<QProcess>();
    m_connection = nullptr;
}

void AskTest::cleanup()
{
    m_process->kill();
    m_process->waitForFinished();
    m_process.reset();
    m_server.reset();
}

void AskTest::run(const QStringList &options)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PARLANCE_TEST_KEY"_s, QString::fromLatin1(m_key));
    m_process->setProcessEnvironment(environment);
    m_process->setWorkingDirectory(m_folder->path());
    m_process->start(QStringLiteral(PARLANCE_ASK),
        QStringList{u"--base-url"_s, m_server->url(QString()).toString()} + options);
}

bool AskTest::isAsked()
{
    m_connection = m_server->nextRequest();
    return m_connection;
}

bool AskTest::ends()
{
    const bool ended = eventually([this] { return m_process->state() == QProcess::NotRunning; });
    m_output = m_process->readAllStandardOutput();
    m_errors = m_process->readAllStandardError();
    return ended && m_process->exitStatus() == QProcess::NormalExit;
}

} // namespace Parlance
