// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, told what to do by lines on the standard input; it says what it took. See README.md.
//   parlance-bench [--base-url URL] [--lanes N]
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

#include <unistd.h>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr QStringView gatewayId = u"openai-compatible";

/// The lines of the standard input, as commands.
class CommandReader
{
public:
    explicit CommandReader(Bench::BenchedWindow &window)
        : m_window(window)
        , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &window, [this] { read(); });
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
            m_window.run(*command);
        else
            QTextStream(stderr) << command.error() << Qt::endl;
    }

    Bench::BenchedWindow &m_window;
    QSocketNotifier m_notifier;
    QByteArray m_pending;
};

struct Options
{
    QUrl baseUrl;
    int lanes = 1;
};

Options readOptions(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{u"base-url"_s, u"The server to measure with, instead of the embedded gateway."_s, u"url"_s},
            {u"lanes"_s, u"How many lanes the window has."_s, u"count"_s, u"1"_s}});
    parser.process(app);
    return {
        .baseUrl = QUrl(parser.value(u"base-url"_s)), .lanes = std::max(1, parser.value(u"lanes"_s).toInt())};
}

QList<LaneChoice> lanesFor(const Options &options)
{
    const auto mode = options.baseUrl.isEmpty() ? TargetResolver::Mode::Demo : TargetResolver::Mode::Live;
    return QList<LaneChoice>(
        options.lanes, {.gateway = gatewayId.toString(), .model = u"any"_s, .mode = mode});
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
    ChatClient client;
    ThemeController theme;
    theme.apply();
    MainWindow window(&client, &resolver);
    window.openLanes(lanesFor(options));
    Bench::BenchedWindow benched(&window);
    const CommandReader reader(benched);
    window.show();
    return QApplication::exec();
}
