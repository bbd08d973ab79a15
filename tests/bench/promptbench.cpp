// SPDX-License-Identifier: GPL-3.0-or-later
// What a very long prompt costs in the window: see README.md.
//   promptbench [BYTES [KIND]]
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/targetresolver.h"
#include "demo/server/demogateway.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/mainwindow.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/promptsender.h"
#include "view/conversation/conversationview.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr int keys = 50;

/// The processor time of this thread, in milliseconds: other work on the machine does not count.
double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// From the act to when all that it caused at once is painted.
template <typename Act>
double cost(Act act)
{
    const double begin = cpuMs();
    act();
    QCoreApplication::processEvents();
    return cpuMs() - begin;
}

QElapsedTimer started()
{
    QElapsedTimer timer;
    timer.start();
    return timer;
}

/// The longest turn of the event loop until the meter has told the size of what is typed now.
double longestTurn(const QLabel &meter)
{
    double longest = 0;
    const QString before = meter.text();
    for (QElapsedTimer timer = started(); meter.text() == before && timer.elapsed() < 5'000;)
        longest = std::max(longest, cost([] { QThread::usleep(200); }));
    return longest;
}

QString ofSize(const QString &piece, int bytes)
{
    return piece.repeated(bytes / piece.toUtf8().size());
}

void measure(const char *name, const QString &text, MainWindow &window)
{
    const LanePage &page = *window.lanePage();
    PromptEditor *editor = page.promptBar()->editor();
    page.lanes().first()->session()->clear();
    editor->clear(); // what was stopped was given back
    QGuiApplication::clipboard()->setText(text);
    const double paste = cost([editor] { editor->paste(); });
    QList<double> key;
    for (int i = 0; i < keys; ++i)
        key << cost([editor] { QTest::sendKeyEvent(QTest::Click, editor, Qt::Key_Z, u'z', Qt::NoModifier); });
    QList<double> middle;
    QTextCursor cursor = editor->textCursor();
    cursor.setPosition(editor->document()->characterCount() / 2);
    editor->setTextCursor(cursor);
    for (int i = 0; i < keys; ++i)
        middle << cost(
            [editor] { QTest::sendKeyEvent(QTest::Click, editor, Qt::Key_Z, u'z', Qt::NoModifier); });
    const double undo = cost([editor] { editor->undo(); });
    const double meter = longestTurn(*window.findChild<QLabel *>(u"inputMeterText"_s));
    double sending = 0;
    const double send = cost([&] {
        const double begin = cpuMs();
        window.lanePage()->promptSender()->send();
        sending = cpuMs() - begin;
    });
    std::printf("%-10s paste %6.0f   key %5.2f (longest %5.2f)   in the midst %5.2f (%5.2f)   undo %5.1f   "
                "meter %5.1f   "
                "send %4.0f, painted %5.0f ms\n",
        name, paste, key.at(keys / 2), *std::ranges::max_element(key), middle.at(keys / 2),
        *std::ranges::max_element(middle), undo, meter, sending, send);
    std::fflush(stdout);
    page.lanes().first()->session()->stop();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QTemporaryDir folder;
    QCoreApplication::setOrganizationName(u"parlance"_s);
    QCoreApplication::setApplicationName(u"promptbench"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    DemoGateway demo;
    TargetResolver resolver(Catalog::builtIn(), demo.start().value());
    ChatClient client;
    MainWindow window(&client, &resolver);
    window.openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-fast"_s}});
    window.resize(1200, 820);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    const int bytes = argc > 1 ? QByteArray(argv[1]).toInt() : 5'000'000;
    const QList<std::pair<QString, QString>> kinds{{u"lines"_s, QString(59, u'x') + u'\n'},
        {u"base64"_s, u"QUJDRA"_s}, {u"minified"_s, u"{\"a\":[1,2.5,null],\"b\":\"c\"},"_s},
        {u"blanks"_s, u"some words, and more "_s}, {u"cjk"_s, u"日本語の文章。"_s}};
    for (const auto &[kind, piece] : kinds) {
        if (argc <= 2 || kind == QLatin1StringView(argv[2]))
            measure(qPrintable(kind), ofSize(piece, bytes), window);
    }
    return 0;
}
