// SPDX-License-Identifier: GPL-3.0-or-later
// What a text costs the conversation view, in processor time, when it is fed in frames as a stream is.
//   viewbench FILE.md [CHARACTERS EACH FRAME, 0 = all at once]
#include "view/base/theme.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"

#include <QApplication>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setPalette(Theme::light().palette());
    QFile file(QString::fromLocal8Bit(argv[1]));
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype each = argc > 2 && atoi(argv[2]) > 0 ? atoi(argv[2]) : text.size();
    ConversationView view;
    view.resize(800, 900);
    view.show();
    if (!QTest::qWaitForWindowExposed(&view))
        return 1;
    view.messages()->addQuestion(0, u"Question"_s);
    view.messages()->beginAnswer(1);
    view.messages()->appendText(u"```js\nlet a;\n```\n\n");
    view.messages()->flush();
    QCoreApplication::processEvents();

    QList<double> frames;
    const double begin = cpuMs();
    bool settled = false;
    QObject::connect(view.messages(), &ConversationMessages::settled, &view, [&settled] { settled = true; });
    for (qsizetype at = 0; at < text.size(); at += each) {
        const double start = cpuMs();
        settled = false;
        view.messages()->appendText(QStringView(text).sliced(at, std::min(each, text.size() - at)));
        while (!settled) {
            const double turn = cpuMs();
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
            if (each >= text.size())
                frames.append(cpuMs() - turn);
        }
        QCoreApplication::processEvents();
        if (each < text.size())
            frames.append(cpuMs() - start);
    }
    view.messages()->endAnswer(ConversationMessages::End::Complete);
    view.messages()->flush();
    QCoreApplication::processEvents();
    const double total = cpuMs() - begin;
    std::ranges::sort(frames);
    const double tokens = double(text.size()) / 4.2;
    std::printf("%-28s %8.0f ms  %7.2f us/token  frames %lld  p50 %.2f p99 %.2f max %.2f ms\n",
        argv[1] + (strrchr(argv[1], '/') ? strrchr(argv[1], '/') - argv[1] + 1 : 0), total,
        total * 1000 / tokens, static_cast<long long>(frames.size()), frames.at(frames.size() / 2),
        frames.at(frames.size() * 99 / 100), frames.last());
    return 0;
}
