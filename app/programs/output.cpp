// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "chat/visibletext.h"
#include "standardstreams.h"

#include <QSocketNotifier>
#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool hasLostItsReader()
{
    pollfd output{.fd = STDOUT_FILENO, .events = 0, .revents = 0};
    return poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

} // namespace

Output::Output(QObject *parent)
    : QObject(parent)
    , m_isTerminal(isatty(STDOUT_FILENO) == 1)
{
    // The notifier fires when the reader of the pipe has exited, and when the terminal was closed.
    auto *gone = new QSocketNotifier(STDOUT_FILENO, QSocketNotifier::Exception, this);
    connect(gone, &QSocketNotifier::activated, this, [this, gone] {
        gone->setEnabled(false);
        if (hasLostItsReader())
            fail(u"standard output was closed"_s);
    });
}

void Output::write(const QString &text)
{
    write((m_isTerminal ? terminalText(text) : text).toUtf8());
}

void Output::writeJson(const QByteArray &json)
{
    write((m_isTerminal ? terminalJson(json) : json) + '\n');
}

void Output::write(const QByteArray &bytes)
{
    if (!m_problem.isEmpty())
        return;
    if (const QString problem = writeOutput(bytes); !problem.isEmpty())
        fail(problem);
}

void Output::fail(const QString &problem)
{
    if (!m_problem.isEmpty())
        return;
    m_problem = problem;
    Q_EMIT failed();
}

} // namespace Parlance
