// SPDX-License-Identifier: GPL-3.0-or-later
// memoryscenario quit|crash CAPTURE SOUND: the window while it is used: two lanes with a key and a system
// prompt answer, are compared, fail, play a capture, and are at it again when the window closes or the
// program crashes, while a page plays the sound that it transcribed and another shows pictures. Prints "done"
// just before that.
#include "memorywords.h"
#include "windowfixture.h"

#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/compose/attachmentbar.h"
#include "ui/compose/parameterrow.h"
#include "ui/compose/promptbar.h"
#include "ui/endpoints/soundbar.h"
#include "ui/endpoints/soundinput.h"
#include "ui/endpoints/transcriptionpage.h"
#include "ui/playground/pages.h"

#include <QAction>
#include <QApplication>
#include <QPlainTextEdit>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <limits>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

void require(bool ok, const char *what)
{
    if (ok)
        return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::exit(1);
}

LaneChoice liveChoice()
{
    return {.gateway = u"ruapi"_s, .model = u"one"_s, .mode = TargetResolver::Mode::Live};
}

void openLanes(WindowFixture &fixture, const FakeServer &server)
{
    TargetResolver &resolver = fixture.resolver();
    resolver.setBaseUrl(u"ruapi"_s, server.url({}));
    resolver.keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(u"ruapi"_s, Secret(MemoryWords::key.toLatin1()));
    resolver.allowKey(*resolver.catalog().find(u"ruapi"));
    LaneChoice other = liveChoice();
    other.model = u"two"_s;
    fixture.window().openLanes({liveChoice(), other});
    fixture.page().parameters()->set({.system = MemoryWords::system});
}

void trigger(const WindowFixture &fixture, const QString &part)
{
    int count = 0;
    for (QAction *action : fixture.window().findChildren<QAction *>()) {
        if (action->text().remove(u'&').contains(part) && action->isEnabled()) {
            action->trigger();
            ++count;
        }
    }
    require(count > 0, qPrintable(part));
    settle();
}

/// Asks, and takes the requests of both lanes.
QList<FakeConnection *> ask(const WindowFixture &fixture, FakeServer &server)
{
    AttachmentBar &attachments = *fixture.page().promptBar()->attachments();
    attachments.addText(MemoryWords::attachedName, MemoryWords::attachment);
    attachments.addPicture(QImage(8, 8, QImage::Format_RGB32));
    fixture.ask(MemoryWords::prompt);
    QList<FakeConnection *> connections;
    while (connections.size() < 2) {
        connections += server.nextRequest();
        require(connections.last(), "a lane asks");
        require(connections.last()->body().contains(MemoryWords::prompt.toUtf8()), "the prompt goes");
        require(connections.last()->body().contains(MemoryWords::system.toUtf8()), "the system prompt goes");
        require(connections.last()->body().contains(MemoryWords::attachment.toUtf8()), "the attachment goes");
        require(connections.last()->head().contains(MemoryWords::key.toLatin1()), "the key goes");
    }
    return connections;
}

void chat(const WindowFixture &fixture, FakeServer &server)
{
    for (FakeConnection *connection : ask(fixture, server))
        connection->sendWhole(200, "application/json",
            R"({"choices":[{"message":{"content":")" + MemoryWords::answer.toUtf8() +
                R"("},"finish_reason":"stop"}]})");
    require(fixture.waitUntilIdle(), "the lanes answer");
    require(fixture.shown().contains(MemoryWords::answer), "the answer is shown");
    for (FakeConnection *connection : ask(fixture, server))
        connection->sendWhole(
            400, "application/json", R"({"error":{"message":")" + MemoryWords::answer.toUtf8() + R"("}})");
    require(fixture.waitUntilIdle(), "the lanes fail");
}

void compare(const WindowFixture &fixture)
{
    trigger(fixture, u"Scoreboard"_s);
    trigger(fixture, u"ifferences"_s);
    trigger(fixture, u"Inspector"_s);
}

void transcribe(TranscriptionPage &page, FakeServer &server, const QString &file)
{
    page.open({{.gateway = u"ruapi"_s, .model = u"one"_s, .mode = TargetResolver::Mode::Live}});
    page.findChild<ParameterRow *>(u"row_prompt"_s)->setValue(MemoryWords::prompt);
    auto *input = page.findChild<SoundInput *>();
    input->openFile(file);
    require(eventually([input] { return !input->isReading() && input->sound()->samples; }),
        "the sound is decoded");
    page.act(Page::Command::Run);
    FakeConnection *connection = server.nextRequest();
    require(connection && connection->body().contains(MemoryWords::sound.toLatin1()), "the sound goes");
    require(connection->body().contains(MemoryWords::prompt.toUtf8()), "the prompt goes with it");
    connection->sendWhole(200, "application/json", R"({"text":")" + MemoryWords::answer.toUtf8() + R"("})");
    require(eventually([&page] { return !page.isBusy(); }), "the transcript comes");
    page.findChild<SoundBar *>()->player()->play();
}

void record(const TranscriptionPage &page)
{
    auto *button = page.findChild<QPushButton *>(u"recordSound"_s);
    const auto *time = page.findChild<QLabel *>(u"soundAbout"_s);
    button->click();
    require(eventually([time] { return time->text() > u"0:00.0"_s; }), "it records");
    button->click();
    require(page.unsaved().input, "the recording is there");
}

/// A picture comes with the answer, another one is fetched.
void draw(const WindowFixture &fixture, FakeServer &server)
{
    const QByteArray picture = "R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=";
    const QByteArray words = R"(","revised_prompt":")" + MemoryWords::answer.toUtf8() + "\"}";
    Page *page = fixture.window().findChild<Pages *>()->open(u"images"_s);
    page->open({liveChoice()});
    page->findChild<QPlainTextEdit *>(u"imagePrompt"_s)->setPlainText(MemoryWords::prompt);
    page->act(Page::Command::Run);
    FakeConnection *connection = server.nextRequest();
    require(
        connection && connection->body().contains(MemoryWords::prompt.toUtf8()), "a picture is asked for");
    connection->sendWhole(200, "application/json",
        R"({"data":[{"url":")" + server.url(u'/' + MemoryWords::fileName).toEncoded() + words +
            R"(,{"b64_json":")" + picture + words + "]}");
    require(eventually([page] { return !page->isBusy(); }), "pictures come");
    page->findChild<QAction *>(u"fetchPicture"_s)->trigger();
    connection = server.nextRequest();
    require(connection, "a picture is fetched");
    connection->sendWhole(200, "image/gif", QByteArray::fromBase64(picture));
    require(eventually([page] { return !page->isBusy(); }), "it comes");
    const auto *revised = page->findChild<QPlainTextEdit *>(u"revisedPrompt"_s);
    require(revised->toPlainText() == MemoryWords::answer, "the revised prompt is shown");
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    require(argc == 4, "memoryscenario quit|crash CAPTURE SOUND");
    FakeServer server;
    WindowFixture fixture(std::numeric_limits<double>::infinity());
    openLanes(fixture, server);
    chat(fixture, server);
    compare(fixture);
    TranscriptionPage page({&fixture.client(), &fixture.resolver()}, SoundDevice::Backend::Null);
    page.show();
    page.begin(nullptr);
    record(page);
    transcribe(page, server, QString::fromLocal8Bit(argv[3]));
    fixture.window().replay(QString::fromLocal8Bit(argv[2]));
    require(fixture.waitUntilIdle(), "the capture is played");
    for (FakeConnection *connection : ask(fixture, server)) {
        connection->sendHead();
        connection->sendText(MemoryWords::answer.toUtf8());
    }
    require(
        eventually([&] { return fixture.shown().count(MemoryWords::answer) > 1; }), "half of it is shown");
    draw(fixture, server);
    std::puts("done");
    std::fflush(stdout);
    if (qstrcmp(argv[1], "crash") == 0)
        std::raise(SIGABRT);
    fixture.window().close();
    settle();
    return 0;
}
