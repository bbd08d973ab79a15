// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer of large pictures costs: its memory, and the processor time that the thread that paints
// needs at a time.
//   picturebench [PICTURES, 24] [PIXELS A SIDE, 4096]
#include "view/base/theme.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationpictures.h"
#include "view/conversation/conversationview.h"

#include <QApplication>
#include <QBuffer>
#include <QFile>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QString pictureOf(int side)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::red);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return u"![A field](data:image/png;base64,%1)\n\n"_s.arg(QString::fromLatin1(buffer.data().toBase64()));
}

/// The line of /proc/self/status with this name, such as "VmHWM:   161234 kB".
QByteArray statusOf(const QByteArray &name)
{
    QFile file(u"/proc/self/status"_s);
    QByteArray line;
    if (file.open(QIODevice::ReadOnly)) {
        while (!line.startsWith(name) && !(line = file.readLine()).isEmpty())
            ;
    }
    return line.trimmed();
}

/// The highest memory so far counts from now on.
void forgetHighest()
{
    if (QFile file(u"/proc/self/clear_refs"_s); file.open(QIODevice::WriteOnly))
        file.write("5");
}

double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// Does this, and all that comes of it, one turn of the event loop after the other. Returns the longest turn.
template <typename Step>
double longestTurn(const ConversationView &view, Step step)
{
    const auto isBusy = [&] {
        return view.messages()->hasPending() || view.pictures()->isDecoding();
    };
    double begin = cpuMs();
    step();
    double longest = 0;
    do {
        QCoreApplication::processEvents(isBusy() ? QEventLoop::WaitForMoreEvents : QEventLoop::AllEvents);
        longest = std::max(longest, cpuMs() - begin);
        begin = cpuMs();
    } while (isBusy());
    return longest;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setPalette(Theme::light().palette());
    const int pictures = argc > 1 ? std::atoi(argv[1]) : 24;
    const QString picture = pictureOf(argc > 2 ? std::atoi(argv[2]) : 4096);
    ConversationView view;
    view.resize(1000, 900);
    view.show();
    QCoreApplication::processEvents();
    forgetHighest();
    std::printf("before      %s\n", statusOf("VmRSS").constData());

    double longest = 0;
    view.messages()->beginAnswer(0);
    for (int i = 0; i < pictures; ++i) {
        for (qsizetype at = 0; at < picture.size(); at += 4000) {
            const auto append = [&] {
                view.messages()->appendText(QStringView(picture).mid(at, 4000));
            };
            longest = std::max(longest, longestTurn(view, append));
        }
    }
    view.messages()->endAnswer(ConversationMessages::End::Complete);
    QScrollBar &bar = *view.verticalScrollBar();
    for (int at = 0; at <= bar.maximum(); at += 200)
        longest = std::max(longest, longestTurn(view, [&] { bar.setValue(at); }));
    std::printf("after       %s, of which pictures %lld MiB\n", statusOf("VmRSS").constData(),
        static_cast<long long>(view.pictures()->held() / 1024 / 1024));
    std::printf("at most     %s\n", statusOf("VmHWM").constData());
    std::printf("longest turn of the event loop: %.1f ms\n", longest);
    return 0;
}
