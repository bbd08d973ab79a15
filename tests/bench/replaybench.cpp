// SPDX-License-Identifier: GPL-3.0-or-later
// How near a replay at the recorded pace is to its recording: see README.md.
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/replaytarget.h"
#include "client/targetresolver.h"
#include "ui/mainwindow.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanepage.h"

#include <QApplication>
#include <QEventLoop>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Tokens 10 to 60 ms apart, after 400 ms.
Capture captured(quint32 seed, int tokens)
{
    QRandomGenerator dice(seed);
    Capture capture;
    capture.recording.head = {.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .at = 150ms};
    Timing::Duration at = 400ms;
    for (int i = 0; i < tokens; ++i) {
        const QByteArray text = i % 12 == 11 ? "token.\\n\\n" : "token ";
        capture.recording.append("data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n", at);
        at += std::chrono::microseconds(dice.bounded(10'000, 60'000));
    }
    capture.recording.append("data: [DONE]\n\n", at);
    capture.recording.end = {.at = at, .by = Recording::End::By::EndMark};
    return capture;
}

/// By how much each token of a lane came later than recorded, in milliseconds.
struct Delays
{
    QList<double> all = {};

    void print(const char *name) const
    {
        QList<double> gaps;
        for (qsizetype i = 1; i < all.size(); ++i)
            gaps.append(std::abs(all.at(i) - all.at(i - 1)));
        std::ranges::sort(gaps);
        const auto part = [&gaps](double share) {
            return gaps.at(static_cast<qsizetype>(static_cast<double>(gaps.size() - 1) * share));
        };
        std::printf(
            "%s: first token %+.2f ms, gaps differ by %.2f (p50) %.2f (p95) %.2f (p99) %.2f ms (most)\n",
            name, all.first(), part(0.5), part(0.95), part(0.99), part(1));
    }
};

/// Notes when the deltas of the lane's answer reach the thread that paints.
void watch(Lane *lane, Delays &delays)
{
    QObject::connect(lane->session(), &ChatSession::deltasArrived, lane,
        [lane, &delays](Conversation::TurnId id, const QList<Delta> &deltas) {
            const Call &call = *lane->session()->conversation().turn(id).call;
            if (!std::ranges::any_of(deltas, &Delta::hasContent))
                return;
            const auto due = *call.recording.startedAt + *call.reply.timing.lastToken;
            delays.all.append(milliseconds(Clock::now() - due));
        });
}

void playInWindow(MainWindow &window, int lanes, int tokens)
{
    QList<Delays> delays(lanes);
    QEventLoop loop;
    int left = lanes;
    for (int i = 0; i < lanes; ++i) {
        const auto replay =
            std::make_shared<Replay>(captured(static_cast<quint32>(i + 1), tokens), u"bench"_s);
        Lane *lane = window.lanePage()->arrangement()->addReplay(replayTarget(replay, Catalog::builtIn()));
        watch(lane, delays[i]);
        QObject::connect(lane->session(), &ChatSession::replyFinished, &loop, [&left, &loop] {
            if (--left == 0)
                loop.quit();
        });
    }
    loop.exec();
    for (const Delays &lane : delays)
        lane.print("in the window");
}

/// The times at which a transfer in a thread of its own says that something arrived.
void playTransfer(int tokens)
{
    const auto capture = std::make_shared<const Capture>(captured(99, tokens));
    QThread thread;
    auto *transfer = new ReplayTransfer(capture, Pace::Recorded, &Clock::now);
    Delays delays;
    Recording played;
    QEventLoop loop;
    QObject::connect(transfer, &Transfer::arrived, transfer, [&] {
        const Clock::time_point now = Clock::now();
        const Arrivals arrivals = transfer->take();
        arrivals.addTo(played);
        for (const Arrivals::Piece &piece : arrivals.body)
            delays.all.append(milliseconds(now - (*played.startedAt + piece.at)));
        if (arrivals.end)
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit);
    });
    transfer->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, transfer, &QObject::deleteLater);
    thread.start();
    QMetaObject::invokeMethod(transfer, &ReplayTransfer::start);
    loop.exec();
    thread.quit();
    thread.wait();
    delays.print("transfer alone");
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QTemporaryDir folder;
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"replaybench"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    TargetResolver resolver(Catalog::builtIn(), {});
    ChatClient client;
    MainWindow window(&client, &resolver);
    window.show();
    const int lanes = argc > 1 ? QByteArray(argv[1]).toInt() : 1;
    const int tokens = argc > 2 ? QByteArray(argv[2]).toInt() : 300;
    playTransfer(tokens);
    playInWindow(window, lanes, tokens);
    return 0;
}
