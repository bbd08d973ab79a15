// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "commandline.h"
#include "demo/answers/handbook.h"
#include "demo/server/demofaults.h"
#include "demo/server/demogateway.h"
#include "safestart.h"
#include "standardstreams.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/mainwindow.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/lanepages.h"
#include "ui/playground/promptsender.h"
#include "ui/screenshot.h"
#include "ui/themecontroller.h"
#include "workspace/appsettings.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QTextStream>
#include <QTranslator>

#include <algorithm>
#include <functional>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QStringList toList(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return arguments;
}

/// Puts standard input in the place of the prompt "-". Returns why that is not possible, in words for the
/// user.
QString readPrompt(CommandLine &line)
{
    if (line.prompt != "-"_L1)
        return {};
    const auto text = textOfInput();
    if (!text)
        return text.error();
    line.prompt = *text;
    return {};
}

void nameApplication()
{
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"parlance"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PARLANCE_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Parlance"_s);
    QGuiApplication::setDesktopFileName(u"parlance"_s);
    QApplication::setStyle(u"fusion"_s);
}

/// Loads the user's language, or English, whose plurals are a translation, too.
void speak(QTranslator &translator, QTranslator &qtTranslator)
{
    const QString folder = u":/translations"_s;
    if (qtTranslator.load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTranslator);
    if (translator.load(QLocale(), u"parlance"_s, u"_"_s, folder) ||
        translator.load(u"parlance_en"_s, folder))
        QCoreApplication::installTranslator(&translator);
}

void applyKeySources(const TargetResolver &resolver)
{
    for (const Gateway &gateway : resolver.catalog().gateways()) {
        const auto source = KeySource::fromString(Settings::keySource(gateway.key.slot).value());
        // A session key of the last run is gone, so the slot uses its default source.
        if (source && source->kind != KeySource::Kind::Session)
            resolver.keys()->setSource(gateway.key.slot, *source);
    }
}

void overrideBaseUrl(TargetResolver &resolver, const QList<LaneChoice> &lanes, const QUrl &baseUrl)
{
    if (baseUrl.isEmpty())
        return;
    for (const LaneChoice &lane : lanes)
        resolver.setBaseUrl(lane.gateway, baseUrl);
}

/// Allows the key named together with the address for this run, whatever the earlier consents.
void useKey(TargetResolver &resolver, const QList<LaneChoice> &lanes, const QString &variable)
{
    for (const LaneChoice &lane : lanes) {
        const Gateway *gateway = resolver.catalog().find(lane.gateway);
        if (!gateway || variable.isEmpty())
            continue;
        const KeyConsent consent{.slot = gateway->key.slot,
            .source = {.variable = variable},
            .origin = originOf(resolver.baseUrl(*gateway, TargetResolver::Mode::Live)),
            .isForThisRun = true};
        resolver.keys()->setSource(consent.slot, consent.source);
        if (std::ranges::none_of(resolver.consents(), [&consent](const KeyConsent &known) {
                return known.isGiven && known.hasSameQuestion(consent);
            }))
            resolver.decide(consent);
    }
}

/// Refuses what a lane would ask the user about, because nobody may be there to answer; empty if there is no
/// question.
QString refusal(const TargetResolver &resolver, const LanePage &page)
{
    for (const Lane *lane : page.lanes()) {
        const Gateway &gateway = lane->gateway();
        if (lane->choice().mode != TargetResolver::Mode::Live)
            continue;
        if (const auto question = resolver.openQuestion(gateway))
            return u"Nobody has allowed %1 to go to %2. Name it with --key-env beside --base-url, or start "
                   u"without "
                   "--send and --screenshot and allow it in the lane."_s.arg(
                       resolver.nameOfKey(question->slot, question->source), question->origin);
        if (const QString doubt = resolver.keyQuestion(gateway); !doubt.isEmpty())
            return doubt;
    }
    return {};
}

QList<Fault> faults()
{
    QList<Fault> faults;
    for (const DemoFault &fault : demoFaults())
        faults.append({.name = fault.name, .description = fault.description, .path = fault.path});
    return faults;
}

QList<HandbookPassage> readHandbook()
{
    const Demo::Handbook handbook = Demo::Handbook::builtIn();
    QList<HandbookPassage> passages;
    for (const Demo::Passage &passage : handbook.passages())
        passages.append({.chapter = passage.chapter, .heading = passage.heading, .body = passage.body});
    return passages;
}

/// Takes the picture, if one is wanted, when all lanes are done.
void takePicture(const CommandLine &line, const MainWindow &window, Screenshot &screenshot)
{
    if (!line.screenshot.isEmpty() && !line.send && !window.page()->isBusy())
        screenshot.take();
    else if (!line.screenshot.isEmpty())
        QObject::connect(window.lanePages()->show()->promptSender(), &PromptSender::finished, &screenshot,
            &Screenshot::take);
}

void startAsAsked(const CommandLine &line, MainWindow &window, Screenshot &screenshot)
{
    if (!line.prompt.isEmpty())
        window.lanePages()->show()->promptBar()->editor()->setPlainText(line.prompt);
    if (line.replay.isEmpty()) {
        takePicture(line, window, screenshot);
    } else {
        QObject::connect(
            &window, &MainWindow::captureRead, &screenshot, [&] { takePicture(line, window, screenshot); });
        window.replay(line.replay);
    }
    if (line.send)
        window.lanePages()->show()->promptSender()->send();
}

/// Starts as the command line asks. Prepares the network and the gateway when the first prompt is typed, or
/// before the command line's prompt is sent, so that its times measure the gateway and not the program's
/// start.
void begin(const CommandLine &line, MainWindow &window, ChatClient &client, Screenshot &screenshot,
    const std::function<void()> &prepare)
{
    const auto start = [&line, &window, &screenshot] {
        startAsAsked(line, window, screenshot);
    };
    if (prepare && line.send) {
        QObject::connect(&client, &ChatClient::prepared, &window, start, Qt::SingleShotConnection);
        return prepare();
    }
    if (prepare)
        QObject::connect(
            window.lanePages(), &LanePages::promptEdited, &client, prepare, Qt::SingleShotConnection);
    start();
}

} // namespace

int main(int argc, char *argv[])
{
    startSafely();
    auto line = CommandLine::parse(toList(argc, argv));
    if (!line)
        return sayAndLeave(line.error().text, line.error().code);
    if (const QString problem = readPrompt(*line); !problem.isEmpty())
        return sayAndLeave(u"parlance: "_s + problem, 2);

    QApplication app(argc, argv);
    nameApplication();
    QTranslator translator;
    QTranslator qtTranslator;
    speak(translator, qtTranslator);

    DemoGateway demo;
    const auto demoUrl = demo.start();
    if (!demoUrl)
        QTextStream(stderr) << "The embedded gateway could not start: " << demoUrl.error() << Qt::endl;
    TargetResolver resolver(Catalog::load(Catalog::userFolder()), demoUrl.value_or(QUrl()));
    const auto lanes = line->lanes(resolver.catalog());
    if (!lanes)
        return sayAndLeave(lanes.error(), 2);
    applyKeySources(resolver);
    resolver.setConsents(consentsFromTexts(Settings::keyConsents().value()));
    overrideBaseUrl(resolver, *lanes, line->baseUrl);
    useKey(resolver, *lanes, line->keyVariable);

    ChatClient client;
    ThemeController theme;
    theme.apply();
    MainWindow window(&client, &resolver, faults());
    window.setHandbook(readHandbook);
    QObject::connect(&window, &MainWindow::settingsApplied, &theme, &ThemeController::apply);
    if (lanes->isEmpty())
        window.restoreLanes();
    else
        window.openLanes(*lanes);
    if (line->send || !line->screenshot.isEmpty()) {
        const LanePage *page = line->send ? window.lanePages()->show() : window.lanePage();
        const QString refused = page ? refusal(resolver, *page) : QString();
        if (!refused.isEmpty())
            return sayAndLeave(refused, 2);
    }
    window.show();

    Screenshot screenshot(&window, line->screenshot);
    const auto prepare = [&client, &demoUrl] {
        client.prepare(*demoUrl);
    };
    begin(*line, window, client, screenshot, demoUrl ? std::function<void()>(prepare) : nullptr);
    return QApplication::exec();
}
