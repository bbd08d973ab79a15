// SPDX-License-Identifier: GPL-3.0-or-later

// parlance-ask: the client without a window. Its command line, its output and its exit codes are stable,
// because scripts and tests rely on them.

#include "askcommand.h"
#include "asking.h"
#include "interrupt.h"
#include "wire/utf8text.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

int leave(const AskCommand::Exit &exit)
{
    QTextStream(exit.code == 0 ? stdout : stderr) << exit.text << Qt::endl;
    return exit.code;
}

/// All of standard input, without the final line ends that a shell adds.
QString readPrompt()
{
    QFile input;
    QByteArray bytes = input.open(stdin, QIODevice::ReadOnly) ? input.readAll() : QByteArray();
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return textFromUtf8(bytes);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    auto command = AskCommand::parse(
        QCoreApplication::arguments(), Catalog::builtIn(), QProcessEnvironment::systemEnvironment());
    if (!command)
        return leave(command.error());
    Message &prompt = command->request.messages.first();
    if (prompt.text() == "-"_L1)
        prompt = Message::of(Role::User, readPrompt());
    if (prompt.text().isEmpty())
        return leave({.text = u"parlance-ask: standard input is empty"_s, .code = 2});

    Asking asking;
    QObject::connect(&asking, &Asking::done, &app, &QCoreApplication::exit);
    onInterrupt(&asking, [&asking] { asking.stop(); });
    if (!command->capture.isEmpty()) {
        if (const QString problem = asking.saveTo(command->capture); !problem.isEmpty())
            return leave({.text = u"parlance-ask: "_s + problem, .code = 1});
    }
    asking.ask(*command);
    return QCoreApplication::exec();
}
