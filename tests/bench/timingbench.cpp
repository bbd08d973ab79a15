// SPDX-License-Identifier: GPL-3.0-or-later
// How near a lane's times are to what the embedded gateway says it did: see README.md.
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/exchange.h"
#include "client/targetresolver.h"
#include "demo/server/demogateway.h"
#include "support/demotiming.h"
#include "ui/mainwindow.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/promptsender.h"

#include <QApplication>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double milliseconds(Timing::Duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Nobody asks in the second in which the window appears.
void waitAsPeopleDo()
{
    QEventLoop loop;
    QTimer::singleShot(1s, &loop, &QEventLoop::quit);
    loop.exec();
}

void openLanes(MainWindow &window, int lanes)
{
    const QStringList tiers{u"ruflo-free"_s, u"ruflo-fast"_s, u"ruflo-smart"_s, u"ruflo-pro"_s};
    QList<LaneChoice> choices;
    for (int i = 0; i < lanes; ++i)
        choices.append({.gateway = u"ruflo"_s, .model = tiers.at(i % tiers.size())});
    window.openLanes(choices);
}

void askAll(LanePage &page, const QString &prompt)
{
    QEventLoop loop;
    QObject::connect(page.promptSender(), &PromptSender::finished, &loop, &QEventLoop::quit);
    for (Lane *lane : page.lanes()) {
        Target target = lane->connection()->target();
        target.headers.append({.name = "X-Demo-Timing", .value = "1"});
        lane->session()->setTarget(target);
        lane->session()->send(prompt);
    }
    loop.exec();
}

/// What one lane's times differ by from what the gateway says.
struct Differences
{
    double headers = 0;
    double first = 0;
    double last = 0;

    [[nodiscard]] static Differences of(const Timing &timing, const DemoTiming &told)
    {
        return {.headers = milliseconds(timing.headers.value() - told.headers),
            .first = milliseconds(timing.firstToken.value() - told.first),
            .last = milliseconds(timing.lastToken.value() - told.last)};
    }

    [[nodiscard]] Differences worst(const Differences &other) const
    {
        const auto farther = [](double a, double b) {
            return std::abs(a) < std::abs(b) ? b : a;
        };
        return {.headers = farther(headers, other.headers),
            .first = farther(first, other.first),
            .last = farther(last, other.last)};
    }

    void print(const char *name) const
    {
        std::printf("  %s: headers %+.1f ms, first token %+.1f ms, last token %+.1f ms\n", name, headers,
            first, last);
    }
};

/// The gateway cannot know what was before its request came: connecting, above all.
Timing sinceSent(Timing timing)
{
    const Timing::Duration sent = timing.sent.value();
    for (auto *time : {&timing.headers, &timing.firstToken, &timing.lastToken})
        **time -= sent;
    return timing;
}

/// The largest differences, over all lanes.
void print(const LanePage &page, int round)
{
    Differences asked;
    Differences sent;
    double span = 0;
    for (const Lane *lane : page.lanes()) {
        const Conversation &conversation = lane->session()->conversation();
        const Call &call = *conversation.turn(conversation.last()).call;
        const auto told = DemoTiming::read(call.recording.body());
        if (!told) {
            std::printf("a lane without the gateway's word\n");
            continue;
        }
        const Timing &timing = call.reply.timing;
        const auto sinceAsked = Differences::of(timing, *told);
        asked = asked.worst(sinceAsked);
        sent = sent.worst(Differences::of(sinceSent(timing), *told));
        span = std::max(span, std::abs(sinceAsked.last - sinceAsked.first));
    }
    std::printf("round %d: first to last token %.1f ms\n", round, span);
    asked.print("since asked");
    sent.print("since sent");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QTemporaryDir folder;
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"timingbench"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    DemoGateway demo;
    const QUrl demoUrl = demo.start().value();
    TargetResolver resolver(Catalog::builtIn(), demoUrl);
    ChatClient client;
    MainWindow window(&client, &resolver);
    openLanes(window, argc > 1 ? QByteArray(argv[1]).toInt() : 8);
    window.show();
    client.prepare(demoUrl); // as main() does when somebody begins to write
    waitAsPeopleDo();
    for (int round = 1; round <= (argc > 2 ? QByteArray(argv[2]).toInt() : 3); ++round) {
        askAll(*window.lanePage(), u"How do I compare tiers?"_s);
        print(*window.lanePage(), round);
    }
    return 0;
}
