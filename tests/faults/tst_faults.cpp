// SPDX-License-Identifier: GPL-3.0-or-later
// The fault matrix: all that servers, and what is between, do wrong, over real sockets, in every dialect,
// streamed and plain, through the client that the window uses. The cells run in a few programs of their own,
// each many cells at once, so that a crash costs cells and not the table.
#include "cellrun.h"
#include "client/chatclient.h"
#include "support/eventually.h"
#include "support/sanitizers.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Programs = 4;
constexpr int AtOnce = 12;                            ///< cells in each
constexpr int AloneAtOnce = 3;                        ///< of those that need a client of their own
constexpr int Patience = 100'000 * SanitizerSlowness; ///< ms for all programs
constexpr auto Bound = 15s * SanitizerSlowness; ///< of a cell; what is right ends in a fraction of it, also
                                                ///< on a computer with much else to do

/// Runs every `Programs`th cell, and prints "index<tab>verdict<tab>reason" for each. Those that need a client
/// of their own come last, as they need much of the computer, too.
class Slice : public QObject
{
public:
    explicit Slice(int first)
    {
        for (qsizetype index = first; index < m_cells.size(); index += Programs)
            m_waiting.append(index);
        std::ranges::stable_partition(
            m_waiting, [this](qsizetype index) { return !m_cells.at(index).fault.alone; });
    }

    void run()
    {
        while (!m_waiting.isEmpty() &&
               m_running < (m_cells.at(m_waiting.constFirst()).fault.alone ? AloneAtOnce : AtOnce))
            start(m_waiting.takeFirst());
        if (m_running == 0)
            QCoreApplication::quit();
    }

private:
    void start(qsizetype index)
    {
        ++m_running;
        const Cell &cell = m_cells.at(index);
        auto *run = new CellRun(cell, cell.fault.alone ? lonely() : m_client, Bound);
        connect(run, &CellRun::judged, this, [this, index, run](const Verdict &verdict) {
            const QByteArray reason = verdict.reason.toUtf8().replace('\n', ' ').replace('\t', ' ');
            std::printf("%lld\t%s\t%s\n", static_cast<long long>(index), verdict.word.constData(),
                reason.constData());
            std::fflush(stdout);
            run->deleteLater();
            --m_running;
            QMetaObject::invokeMethod(this, &Slice::run, Qt::QueuedConnection);
        });
    }

    /// A client of one cell only. It lives on, as deleting it waits for its network.
    ChatClient &lonely()
    {
        m_lonely.push_back(std::make_unique<ChatClient>());
        m_lonely.back()->setSilenceLimits(SilenceLimits::all(200ms));
        return *m_lonely.back();
    }

    const QList<Cell> m_cells = allCells();
    ChatClient m_client;
    std::vector<std::unique_ptr<ChatClient>> m_lonely;
    QList<qsizetype> m_waiting;
    int m_running = 0;
};

QList<Verdict> runAll(qsizetype count)
{
    std::vector<std::unique_ptr<QProcess>> programs;
    for (int i = 0; i < Programs; ++i) {
        programs.push_back(std::make_unique<QProcess>());
        programs.back()->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        programs.back()->start(QCoreApplication::applicationFilePath(), {u"--slice"_s, QString::number(i)});
    }
    const auto isOver = [](const auto &program) {
        return program->state() == QProcess::NotRunning;
    };
    static_cast<void>(QTest::qWaitFor([&] { return std::ranges::all_of(programs, isOver); }, Patience));
    QList<Verdict> verdicts;
    for (qsizetype index = 0; index < count; ++index)
        verdicts << (isOver(programs.at(static_cast<size_t>(index % Programs)))
                         ? Verdict{.word = "crashed", .reason = u"its program ended before it"_s}
                         : Verdict{.word = "hung", .reason = u"its program did not come to it"_s});
    for (const auto &program : programs) {
        for (const QByteArray &line : program->readAllStandardOutput().split('\n')) {
            if (const QByteArrayList said = line.split('\t'); said.size() == 3)
                verdicts[said.at(0).toLongLong()] = {
                    .word = said.at(1), .reason = QString::fromUtf8(said.at(2))};
        }
        program->kill();
        program->waitForFinished();
    }
    return verdicts;
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matrix();

private:
    void print(const QList<Cell> &cells, const QList<Verdict> &verdicts) const;
};

void TestFaults::print(const QList<Cell> &cells, const QList<Verdict> &verdicts) const
{
    std::printf("\n%-32s", "fault");
    for (const QByteArray &column : allColumns())
        std::printf("%-10s", column.constData());
    qsizetype at = 0;
    while (at < cells.size()) {
        const QByteArray name = cells.at(at).fault.name;
        std::printf("\n%-32s", name.constData());
        for (const QByteArray &column : allColumns()) {
            const bool there =
                at < cells.size() && cells.at(at).fault.name == name && cells.at(at).column() == column;
            std::printf("%-10s", there ? verdicts.at(at).word.constData() : "-");
            at += there ? 1 : 0;
        }
    }
    std::printf("\n\n");
}

void TestFaults::matrix()
{
    const QList<Cell> cells = allCells();
    const QList<Verdict> verdicts = runAll(cells.size());
    print(cells, verdicts);
    qsizetype bad = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (verdicts.at(i).word == "ok")
            continue;
        ++bad;
        std::printf("%s %s: %s: %s\n", cells.at(i).fault.name.constData(), cells.at(i).column().constData(),
            verdicts.at(i).word.constData(), qUtf8Printable(verdicts.at(i).reason));
    }
    std::printf("\n%lld faults, %lld cells\n", static_cast<long long>(Faults::allFaults().size()),
        static_cast<long long>(cells.size()));
    std::fflush(stdout);
    QCOMPARE(bad, 0);
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && QByteArrayView(argv[1]) == "--slice") {
        Slice slice(QByteArray(argv[2]).toInt());
        QMetaObject::invokeMethod(&slice, &Slice::run, Qt::QueuedConnection);
        std::_Exit(QCoreApplication::exec()); // the network of a client may be busy for long
    }
    TestFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_faults.moc"
