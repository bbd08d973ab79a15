// SPDX-License-Identifier: GPL-3.0-or-later
#include "soakedwindow.h"

#include "faults/fault.h"
#include "ui/inspect/inspector.h"

#include <QSslSocket>
#include <QTest>
#include <QThreadPool>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Bench {

namespace {

constexpr double AtOnce = std::numeric_limits<double>::infinity();
constexpr auto Tick = 30ms;           ///< of the computer's time,
constexpr auto TimeOfTick = 5s;       ///< and how much passes for the window
constexpr auto LongestWait = 60s;     ///< that somebody waits for a limit
constexpr int Patience = 30'000;      ///< ms
constexpr qint64 Budget = 2 << 20;    ///< of calls, small enough to be exceeded
constexpr int PoolTime = 50;          ///< ms for which a thread of a pool waits for more work
constexpr int StillLooks = 30;        ///< without a change, until nothing is on its way any more
constexpr int LongPrompt = 200 << 10; ///< letters, more than the usual way of sending takes

/// Those of the embedded gateway that do not take long.
const QStringList DemoFaults{u"400"_s, u"401"_s, u"402"_s, u"413"_s, u"429"_s, u"500"_s, u"503"_s, u"html"_s,
    u"error-mid-stream"_s, u"no-end"_s, u"hang-up"_s, u"garbage"_s, u"plain"_s, u"keep-alive"_s,
    u"one-byte"_s};

const QStringList Gateways{
    u"ruapi"_s, u"ruapi-claude"_s, u"ruflo"_s, u"roraos"_s, u"ru-llm"_s, u"floopfloop"_s};

template <typename T>
const T &anyOf(QRandomGenerator &random, const QList<T> &list)
{
    return list.at(random.bounded(list.size()));
}

/// Those that end the answer, or that end by Stop.
QList<Faults::Fault> usableFaults()
{
    QList<Faults::Fault> faults = Faults::allFaults();
    faults.removeIf([](const Faults::Fault &fault) {
        return fault.secure || fault.listening != FaultServer::Listening::Yes ||
               (fault.alone && !fault.name.startsWith("silent"));
    });
    return faults;
}

/// A server that has any fault at each request.
std::unique_ptr<FaultServer> faultyServer(const QString &dialect, quint32 seed)
{
    const auto script = [faults = usableFaults(), random = QRandomGenerator(seed), dialect](
                            Peer &peer) mutable {
        const Faults::Fault &fault = anyOf(random, faults);
        fault.script(peer, {.dialect = dialect, .streamed = fault.streamed.has_value()});
    };
    return std::make_unique<FaultServer>(script, FaultServer::Listening::Yes);
}

} // namespace

SoakedWindow::SoakedWindow(int lanes, quint32 seed)
    : m_random(seed)
    , m_fixture(AtOnce, &m_clock)
{
    m_fixture.client().calls().setBudget(Budget);
    openGateways();
    m_fixture.window().openLanes({anyChoice()});
    follow(&m_fixture.lane());
    for (int i = 1; i < lanes; ++i)
        addLane();
    connect(&m_time, &QTimer::timeout, this, [this] { m_clock.pass(TimeOfTick); });
    m_fixture.window().findChild<Inspector *>()->setVisible(true); // makes its panel
    static_cast<void>(QSslSocket::supportsSsl());                  // loads it
}

void SoakedWindow::openGateways()
{
    TargetResolver &resolver = m_fixture.resolver();
    resolver.keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(u"ruapi"_s, Secret(Faults::FaultKey));
    for (const QString &id : {u"ruapi"_s, u"ruapi-claude"_s}) {
        const Gateway &gateway = *resolver.catalog().find(id);
        m_servers.push_back(faultyServer(gateway.dialect, m_random.generate()));
        resolver.setBaseUrl(id, QUrl(u"http://127.0.0.1:%1/v1"_s.arg(m_servers.back()->port())));
        resolver.allowKey(gateway);
    }
}

LaneChoice SoakedWindow::anyChoice()
{
    const QString &id = anyOf(m_random, Gateways);
    return {.gateway = id,
        .model = m_fixture.resolver().catalog().find(id)->defaultModel(),
        .mode = id.startsWith(u"ruapi"_s) && !isChance(4) ? TargetResolver::Mode::Live
                                                          : TargetResolver::Mode::Demo};
}

void SoakedWindow::addLane()
{
    follow(m_fixture.page().arrangement()->add(anyChoice()));
}

void SoakedWindow::follow(Lane *lane)
{
    ChatSession *session = lane->session();
    connect(session, &ChatSession::replyFinished, this, [this, session](Conversation::TurnId id) {
        ++m_turns;
        ++m_endings[session->conversation().turn(id).reply().state];
    });
    const auto stopSoon = [session] {
        QTimer::singleShot(0, session, &ChatSession::stop);
    };
    connect(session, &ChatSession::waiting, this, [stopSoon](std::chrono::milliseconds time) {
        if (time > LongestWait)
            stopSoon();
    });
    connect(session, &ChatSession::silent, this, [stopSoon](const Silence &silence) {
        if (silence.time > 0s)
            stopSoon();
    });
}

bool SoakedWindow::ask()
{
    m_time.start(Tick);
    for (QThreadPool *pool : objectsOf<QThreadPool>())
        pool->setExpiryTimeout(PoolTime);
    for (Lane *lane : m_fixture.page().lanes()) {
        lane->choose(anyChoice());
        if (lane->connection()->isDemo() && isChance(2))
            lane->connection()->setFault(anyOf(m_random, DemoFaults));
    }
    const qint64 before = m_turns;
    const bool isLong = isChance(100);
    m_fixture.ask(isLong ? QString(LongPrompt, u'a') : u"What is a tier, and what is a lane?"_s);
    meddle();
    const bool ended = QTest::qWaitFor([this] { return !m_fixture.page().isBusy(); }, Patience);
    if (isLong || m_turns == before) // which a guard has held back
        m_fixture.page().clearAll();
    endSome();
    return ended;
}

/// Presses Stop here and there, and opens or closes the inspector.
void SoakedWindow::meddle()
{
    for (const Lane *lane : m_fixture.page().lanes()) {
        if (isChance(20))
            QTimer::singleShot(m_random.bounded(30), lane->session(), &ChatSession::stop);
    }
    if (isChance(10)) {
        auto *inspector = m_fixture.window().findChild<Inspector *>();
        inspector->setVisible(!inspector->isVisible());
    }
}

void SoakedWindow::endSome()
{
    LanePage &page = m_fixture.page();
    for (const Lane *lane : page.lanes()) {
        if (isChance(40))
            lane->session()->clear();
    }
    if (isChance(20) && page.lanes().size() > 1) {
        page.arrangement()->close(anyOf(m_random, page.lanes()));
        addLane();
    }
}

qsizetype SoakedWindow::keptTurns() const
{
    qsizetype kept = 0;
    for (int place = 0; place < m_fixture.page().lanes().size(); ++place)
        kept += m_fixture.conversation(place).size() / 2;
    return kept;
}

Census SoakedWindow::rest()
{
    m_fixture.window().findChild<Inspector *>()->setVisible(false);
    m_fixture.page().clearAll();
    m_fixture.type({});
    m_time.stop();
    m_clock.pass(1h); // no limit holds any more, and nothing is awaited
    m_fixture.client().setProxies(m_fixture.client().proxies()); // closes the kept connections
    Census census;
    int same = 0;
    const auto isStill = [&census, &same] {
        const Census before = std::exchange(census, takeCensus());
        same = holdsTheSame(before, census) ? same + 1 : 0;
        return same == StillLooks;
    };
    static_cast<void>(QTest::qWaitFor(isStill, Patience));
    return takeCensus();
}

} // namespace Parlance::Bench
