// SPDX-License-Identifier: GPL-3.0-or-later
// What many vectors cost the thread that paints: see README.md.
//   vectorbench [VECTORS, 2000] [NUMBERS, 3072]
#include "support/pagetest.h"
#include "ui/endpoints/embeddingspage.h"
#include "ui/endpoints/embeddingview.h"

#include <QApplication>
#include <QEventLoop>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QTabWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Vectors of 18 decimals, as services write them.
QByteArray answerOf(int vectors, int numbers)
{
    QRandomGenerator dice(1);
    QByteArray body = R"({"object":"list","data":[)";
    for (int i = 0; i < vectors; ++i) {
        body += (i == 0 ? "" : ",") + R"({"object":"embedding","index":)"_ba + QByteArray::number(i);
        body += R"(,"embedding":)";
        for (int k = 0; k < numbers; ++k)
            body += (k == 0 ? '[' : ',') + QByteArray::number(dice.generateDouble() - 0.4, 'f', 18);
        body += "]}";
    }
    return body + R"(],"model":"m","usage":{"prompt_tokens":20000,"total_tokens":20000}})";
}

/// Answers every request with the same body, in a thread of its own.
class Server : public QThread
{
public:
    explicit Server(const QByteArray &body)
        : m_answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                   QByteArray::number(body.size()) + "\r\n\r\n" + body)
    {
        m_server.listen(QHostAddress::LocalHost);
        m_port = m_server.serverPort();
        m_server.moveToThread(this);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { answer(); });
        start();
    }
    ~Server() override
    {
        quit();
        wait();
    }
    Q_DISABLE_COPY_MOVE(Server)
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    void answer()
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            if (socket->readAll().endsWith('}'))
                socket->write(m_answer);
        });
    }

    const QByteArray m_answer;
    QTcpServer m_server;
    quint16 m_port = 0;
};

double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

class Bench : public PageTest<EmbeddingsPage, EmbeddingView>
{
public:
    explicit Bench(quint16 port)
    {
        setUp();
        showInWindow(u"embeddings"_s);
        fixture().useLive(u"ruapi"_s, QUrl(u"http://127.0.0.1:%1/"_s.arg(port)));
        chooseLive();
    }
    ~Bench() override { tearDown(); }
    Q_DISABLE_COPY_MOVE(Bench)

    /// Runs it, and prints its longest turns.
    void runs(int vectors)
    {
        QStringList texts;
        for (int i = 0; i < vectors; ++i)
            texts << u"text %1 about the price of %2"_s.arg(i).arg(i % 17);
        page().findChild<QPlainTextEdit *>(u"embeddingTexts"_s)->setPlainText(texts.join(u'\n'));
        turnsOf("send to compared", [this] { page().act(Page::Command::Run); });
        if (!view().relations())
            qFatal("Not compared: %s", qPrintable(notice()));
        auto *tabs = view().findChild<QTabWidget *>(u"embeddingTabs"_s);
        for (int i = 1; i < tabs->count(); ++i)
            turnsOf(qPrintable(tabs->tabText(i)), [tabs, i] { tabs->setCurrentIndex(i); });
    }

private:
    void turnsOf(const char *what, const std::function<void()> &step)
    {
        QList<double> turns;
        const auto turn = [&turns](const std::function<void()> &work) {
            const double begin = cpuMs();
            work();
            turns.append(cpuMs() - begin);
        };
        turn(step);
        do
            turn([] { QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); });
        while (page().isBusy() || view().isWorking());
        turn([] { QCoreApplication::processEvents(); });
        std::ranges::sort(turns, std::greater());
        std::printf("%-18s", what);
        for (const double time : turns.first(std::min<qsizetype>(turns.size(), 6)))
            std::printf(" %6.1f", time);
        std::printf(" ms\n");
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const int vectors = argc > 1 ? std::atoi(argv[1]) : 2000;
    const Server server(answerOf(vectors, argc > 2 ? std::atoi(argv[2]) : 3072));
    Bench(server.port()).runs(vectors);
    return 0;
}
