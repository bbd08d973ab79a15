// SPDX-License-Identifier: GPL-3.0-or-later
// parlance-gateway: the embedded gateway alone, for curl, scripts and other clients.
#include "demo/endpoints/frontpage.h"
#include "demo/server/demogateway.h"
#include "interrupt.h"
#include "safestart.h"
#include "standardstreams.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int ExitFailed = 1;
constexpr int ExitWrongUse = 2;

int fail(const QString &message, int exitCode)
{
    std::fprintf(stderr, "parlance-gateway: %s\n", qUtf8Printable(message));
    return exitCode;
}

int serve(QCoreApplication &app, quint16 port)
{
    Parlance::onInterrupt(&app, &QCoreApplication::quit);
    Parlance::DemoGateway gateway;
    const auto url = gateway.start(port);
    if (!url)
        return fail(u"cannot listen on 127.0.0.1:%1: %2"_s.arg(port).arg(url.error()), ExitFailed);
    if (const QString problem = Parlance::writeOutput("listening on " + url->toString().toUtf8() + '\n');
        !problem.isEmpty())
        return fail(problem, ExitFailed);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    Parlance::startSafely();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"parlance-gateway"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PARLANCE_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The embedded gateway of Parlance by itself: answers from the handbook, on this computer only. Ctrl-C ends it."_s);
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {u"port"_s, u"Listen on port <N>; 0, the default, takes any free one."_s, u"N"_s, u"0"_s});
    if (!parser.parse(QCoreApplication::arguments()))
        return fail(parser.errorText(), ExitWrongUse);
    if (parser.isSet(u"help"_s) || parser.isSet(u"help-all"_s))
        return Parlance::sayAndLeave(
            parser.helpText() + u'\n' + Parlance::Demo::frontPageText(u"http://127.0.0.1:8080"_s), 0);
    if (parser.isSet(u"version"_s))
        return Parlance::sayAndLeave(u"parlance-gateway "_s + QCoreApplication::applicationVersion(), 0);
    if (!parser.positionalArguments().isEmpty())
        return fail(u"unexpected argument: "_s + parser.positionalArguments().constFirst(), ExitWrongUse);
    bool valid = false;
    const quint16 port = parser.value(u"port"_s).toUShort(&valid);
    return valid ? serve(app, port) : fail(u"--port takes a number from 0 to 65535"_s, ExitWrongUse);
}
