// SPDX-License-Identifier: GPL-3.0-or-later

// parlance-ask: the client without a window. Its command line, its output and its exit codes are stable,
// because scripts and tests rely on them.

#include "askcommand.h"
#include "asking.h"
#include "askpreflight.h"
#include "asktext.h"
#include "attachedfiles.h"
#include "datatasks.h"
#include "interrupt.h"
#include "safestart.h"
#include "soundtasks.h"
#include "standardstreams.h"

#include <QCoreApplication>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Name = "parlance-ask: "_L1;

/// Puts standard input in the place of "-". Returns why that is not possible, in words for the user.
QString readPrompt(ChatRequest &request)
{
    if (request.messages.isEmpty() || request.messages.first().text() != "-"_L1)
        return {};
    const auto text = textOfInput();
    if (!text)
        return text.error();
    request.messages.first() = Message::of(Role::User, *text);
    return {};
}

/// Says what may be wrong with the request before it is sent.
void warn(const AskCommand &command)
{
    const Endpoint endpoint = command.target.gateway.endpoints.value(command.data->kind());
    if (!endpoint.reserved.isEmpty())
        tell(endpoint.reserved);
    for (const QString &doubt : command.data->doubts())
        tell(doubt);
}

/// Says what may be wrong with the request for a chat. Returns why it is not sent; empty if it is.
QString checkChat(const AskCommand &command)
{
    const AskPreflight said = AskPreflight::of(command, Catalog::builtIn());
    for (const QString &doubt : said.doubts)
        tell(doubt);
    if (!command.anyway)
        return said.refused.isEmpty()
                   ? QString()
                   : u"nothing was sent, as it may fail (--anyway sends it): "_s + said.refused.join(u' ');
    for (const QString &refused : said.refused)
        tell(refused);
    return {};
}

/// Runs until the answer has come. Returns the exit code.
template <typename AnyAsking, typename Ask>
int run(AnyAsking &asking, const AskCommand &command, const Ask &ask)
{
    QObject::connect(&asking, &AnyAsking::done, qApp, &QCoreApplication::exit);
    onInterrupt(&asking, [&asking] { asking.stop(); });
    if (!command.capture.isEmpty()) {
        if (const QString problem = asking.saveTo(command.capture); !problem.isEmpty())
            return sayAndLeave(Name + problem, 1);
    }
    ask();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    startSafely();
    hideMemory();
    const QCoreApplication app(argc, argv);
    auto command = AskCommand::parse(
        QCoreApplication::arguments(), Catalog::builtIn(), QProcessEnvironment::systemEnvironment());
    if (!command)
        return sayAndLeave(command.error().text, command.error().code);
    if (const QString problem = readPrompt(command->request); !problem.isEmpty())
        return sayAndLeave(Name + problem, 2);
    if (command->sound) {
        auto task = soundTask(*command);
        if (!task)
            return sayAndLeave(Name + task.error(), 2);
        EndpointAsking asking(std::move(*task));
        return run(asking, *command, [&] { asking.ask(command->target, command->json, command->timeout); });
    }
    if (command->data) {
        if (const QString problem = command->data->complete(); !problem.isEmpty())
            return sayAndLeave(Name + problem, 2);
        warn(*command);
        EndpointAsking asking(dataTask(*command->data));
        return run(asking, *command, [&] { asking.ask(command->target, command->json, command->timeout); });
    }
    if (const QString problem = attachFiles(*command); !problem.isEmpty())
        return sayAndLeave(Name + problem, 2);
    if (const QString problem = checkChat(*command); !problem.isEmpty())
        return sayAndLeave(Name + problem, 2);
    Asking asking;
    return run(asking, *command, [&] { asking.ask(*command); });
}
