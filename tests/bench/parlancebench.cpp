// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, told what to do by lines on the standard input; it says what it took. See README.md.
//   parlance-bench [--base-url URL] [--lanes N] [--floor]
#include "benchedclient.h"
#include "benchedwindow.h"
#include "client/chatclient.h"
#include "demo/server/demogateway.h"
#include "ui/mainwindow.h"
#include "ui/themecontroller.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTextStream>

#include <functional>
#include <unistd.h>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr QStringView gatewayId = u"openai-compatible";

/// The lines of the standard input, as commands.
class CommandReader
{
public:
    explicit CommandReader(std::function<void(const Bench::Command &)> run)
        : m_run(std::move(run))
        , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
    }

private:
    void read()
    {
        char buffer[4096];
        const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        m_notifier.setEnabled(false); // a command may wait for a paint
        m_pending.append(buffer, std::max<ssize_t>(count, 0));
        for (qsizetype end = m_pending.indexOf('\n'); end >= 0; end = m_pending.indexOf('\n')) {
            run(QString::fromUtf8(m_pending.first(end)));
            m_pending.remove(0, end + 1);
        }
        m_notifier.setEnabled(count > 0);
    }

    void run(const QString &line)
    {
        if (const auto command = Bench::readCommand(line))
            m_run(*command);
        else
            QTextStream(stderr) << command.error() << Qt::endl;
    }

    std::function<void(const Bench::Command &)> m_run;
    QSocketNotifier m_notifier;
    QByteArray m_pending;
};

struct Options
{
    QUrl baseUrl;
    int lanes = 1;
    bool isFloor = false; ///< the client alone, without a window
};

Options readOptions(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{u"base-url"_s, u"The server to measure with, instead of the embedded gateway."_s, u"url"_s},
            {u"lanes"_s, u"How many lanes the window has."_s, u"count"_s, u"1"_s},
            {u"floor"_s, u"Measure the client alone, without a window."_s}});
    parser.process(app);
    return {.baseUrl = QUrl(parser.value(u"base-url"_s)),
        .lanes = std::max(1, parser.value(u"lanes"_s).toInt()),
        .isFloor = parser.isSet(u"floor"_s)};
}

TargetResolver::Mode modeOf(const Options &options)
{
    return options.baseUrl.isEmpty() ? TargetResolver::Mode::Demo : TargetResolver::Mode::Live;
}

QList<LaneChoice> lanesFor(const Options &options)
{
    return QList<LaneChoice>(
        options.lanes, {.gateway = gatewayId.toString(), .model = u"any"_s, .mode = modeOf(options)});
}

int measureFloor(const TargetResolver &resolver, const Options &options)
{
    const Target target = resolver.target(*resolver.catalog().find(gatewayId), modeOf(options));
    Bench::BenchedClient benched(target, options.lanes);
    const CommandReader reader([&benched](const Bench::Command &command) { benched.run(command); });
    return QCoreApplication::exec();
}

int measureWindow(TargetResolver &resolver, const Options &options)
{
    ChatClient client;
    ThemeController theme;
    theme.apply();
    MainWindow window(&client, &resolver);
    window.openLanes(lanesFor(options));
    Bench::BenchedWindow benched(&window);
    const CommandReader reader([&benched](const Bench::Command &command) { benched.run(command); });
    window.show();
    return QApplication::exec();
}

} // namespace

/// As the program itself starts, but with settings of its own that are gone afterwards.
int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"parlance-bench"_s);
    QApplication::setStyle(u"fusion"_s);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    const Options options = readOptions(app);

    DemoGateway demo;
    TargetResolver resolver(Catalog::builtIn(), demo.start().value_or(QUrl()));
    resolver.setBaseUrl(gatewayId.toString(), options.baseUrl);
    return options.isFloor ? measureFloor(resolver, options) : measureWindow(resolver, options);
}
