// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector takes, in milliseconds: to open a call of many events and scroll through it, to open a
// large body as text and as JSON, to take a key out of it, and to write and read its capture.
//   inspectbench [EVENTS = 100000] [MEBIBYTES = 64]
#include "client/callcapture.h"
#include "ui/inspect/bodyview.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/inspect/textview.h"
#include "wire/capturefile.h"
#include "wire/dialects/registry.h"
#include "wire/harwriting.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// The longest turn of the event loop while this happens.
template <typename Act>
double longestTurn(Act act, const std::function<bool()> &isDone)
{
    double longest = 0;
    QElapsedTimer timer;
    timer.start();
    act();
    do {
        longest = std::max(longest, double(timer.nsecsElapsed()) / 1e6);
        timer.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    } while (!isDone());
    return std::max(longest, double(timer.nsecsElapsed()) / 1e6);
}

std::shared_ptr<Call> callWith(int events)
{
    auto call = std::make_shared<Call>();
    call->dialect = findDialect(u"chat-completions"_s);
    call->sent.url = QUrl(u"https://example.org/chat"_s);
    call->recording.head = {.status = 200};
    for (int i = 0; i < events; ++i) {
        call->recording.append(
            R"(data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":" word)" +
                QByteArray::number(i) + "\"}}]}\n\n",
            std::chrono::microseconds(i * 1000));
    }
    call->recording.end = {.at = std::chrono::microseconds(events * 1000)};
    call->reply = decoded(call->recording, *call->dialect, {});
    return call;
}

QByteArray jsonOf(qsizetype mebibytes)
{
    QByteArray json = "{\"data\":[";
    while (json.size() < mebibytes * 1024 * 1024)
        json +=
            R"({"object":"embedding","index":0,"embedding":[0.0123,-0.5,1e-3,0.25,0.125],"text":"some words of the input"},)";
    json.chop(1);
    return json + "]}";
}

std::shared_ptr<Call> callOf(const QByteArray &json)
{
    auto call = std::make_shared<Call>();
    call->dialect = findDialect(u"chat-completions"_s);
    call->sent.url = QUrl(u"https://example.org/chat"_s);
    call->recording.head = {.status = 200, .headers = {{"Content-Type", "application/json"}}};
    call->recording.append(json, std::chrono::milliseconds(10));
    call->recording.end = {.at = std::chrono::milliseconds(10)};
    call->reply.state = Reply::State::Complete;
    return call;
}

Redaction redaction()
{
    Redaction redaction;
    redaction.add(Secret("sk-ru-0123456789abcdef"));
    return redaction;
}

template <typename Work>
auto timed(const char *what, Work work)
{
    QElapsedTimer timer;
    timer.start();
    auto result = work();
    std::printf("%s: %lld ms\n", what, static_cast<long long>(timer.elapsed()));
    return result;
}

/// Their work is done in another thread.
void timeCaptures(const QByteArray &json)
{
    const auto call = callOf(json);
    const Redaction keys = redaction();
    timed("mask a key in its bytes", [&] { return keys.of(json); });
    const Capture capture =
        timed("mask a key in the call, also in pieces", [&] { return captureOf(*call, keys); });
    const QByteArray har = timed("write it as HAR", [&] { return harOf(capture); });
    static_cast<void>(timed("read the HAR", [&] { return capturesIn(har); }));
}

/// The window's part: the body is masked meanwhile.
void timePanel(InspectorPanel &panel, const QByteArray &json)
{
    const auto call = callOf(json);
    panel.setTab(InspectorPanel::Response);
    const QList<TextView *> texts = panel.findChildren<TextView *>(u"inspectorRaw"_s);
    const auto isShown = [](const TextView *text) {
        return !text->text().isEmpty();
    };
    QElapsedTimer whole;
    whole.start();
    qint64 shownAfter = 0;
    const double longest = longestTurn([&] { panel.setCall(call, redaction(), {}); },
        [&] {
            if (shownAfter == 0 && std::ranges::any_of(texts, isShown))
                shownAfter = whole.elapsed();
            return shownAfter > 0 && panel.inspected()->isComplete();
        });
    std::printf(
        "inspect the call with a key: bytes shown after %lld ms, read after %lld ms, longest turn %.1f ms\n",
        static_cast<long long>(shownAfter), static_cast<long long>(whole.elapsed()), longest);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int events = argc > 1 ? atoi(argv[1]) : 100'000;
    const qsizetype mebibytes = argc > 2 ? atoi(argv[2]) : 64;
    InspectorPanel panel;
    panel.resize(1200, 400);
    panel.show();
    panel.setTab(InspectorPanel::Events);
    if (!QTest::qWaitForWindowExposed(&panel))
        return 1;
    const std::shared_ptr<Call> call = callWith(events);
    QElapsedTimer whole;
    whole.start();
    const double opening =
        longestTurn([&] { panel.setCall(call, {}, {}); }, [&] { return panel.inspected()->isComplete(); });
    std::printf("open %d events: %lld ms, longest turn %.1f ms\n", events,
        static_cast<long long>(whole.elapsed()), opening);
    auto *table = panel.findChild<QTableView *>(u"inspectorEvents"_s);
    double longest = 0;
    for (int step = 0; step <= 400; ++step) {
        longest = std::max(longest, longestTurn(
                                        [&] {
                                            table->verticalScrollBar()->setValue(
                                                table->verticalScrollBar()->maximum() * step / 400);
                                            table->viewport()->repaint();
                                        },
                                        [] { return true; }));
    }
    std::printf("scroll through them: longest turn %.1f ms\n", longest);
    const QByteArray json = jsonOf(mebibytes);
    BodyView body(u"body"_s);
    body.resize(1000, 400);
    body.show();
    if (!QTest::qWaitForWindowExposed(&body))
        return 1;
    whole.start();
    body.setBytes(json, json);
    QCoreApplication::processEvents();
    body.repaint();
    std::printf("open a body of %lld MiB as text: %lld ms\n", static_cast<long long>(mebibytes),
        static_cast<long long>(whole.elapsed()));
    whole.start();
    body.findChild<QButtonGroup *>()->button(1)->click();
    QCoreApplication::processEvents();
    body.repaint();
    std::printf("and as JSON: %lld ms\n", static_cast<long long>(whole.elapsed()));
    timeCaptures(json);
    timePanel(panel, json);
    return 0;
}
