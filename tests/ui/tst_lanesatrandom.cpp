// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/playground/laneasking.h"
#include "view/conversation/conversationview.h"
#include "windowfixture.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Eight lanes that stream at once while lanes are stopped, retried, moved, closed, duplicated, muted and
/// asked, in any order: whatever happens, no lane shows another's text, and no answer another answer's.
class TestLanesAtRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLaneShowsAnothersText_data();
    void noLaneShowsAnothersText();
};

namespace {

constexpr int Lanes = 8;
constexpr int Steps = 400;

/// The server's side of one exchange. Every word that it sends names the lane, by its model, and the request.
struct Answer
{
    FakeConnection *connection;
    QByteArray word;
    bool isLast; ///< to the prompt that every lane answers to the end
};

class World
{
public:
    explicit World(quint32 seed);

    void step();
    /// Everything that is wrong now; empty if nothing is.
    [[nodiscard]] QString problem() const;
    /// Lets every lane answer one more prompt to its end.
    [[nodiscard]] bool everyLaneAnswers();
    [[nodiscard]] int wordsShown() const;

private:
    [[nodiscard]] int random(qsizetype below) { return static_cast<int>(m_random.bounded(below)); }
    [[nodiscard]] Lane *anyLane()
    {
        return m_fixture.page().lanes().at(random(m_fixture.page().lanes().size()));
    }
    [[nodiscard]] LaneChoice freshChoice();
    void acceptRequests();
    void stream();
    void actOnLane();
    void actOnPage();

    FakeServer m_server;
    WindowFixture m_fixture{1};
    QRandomGenerator m_random;
    QList<Answer> m_answers;
    qsizetype m_accepted = 0;
    int m_models = 0;
};

World::World(quint32 seed)
    : m_random(seed)
{
    m_fixture.resolver().setBaseUrl(u"ruflo"_s, m_server.url({}));
    for (int i = 0; i < Lanes; ++i)
        m_fixture.page().arrangement()->add(freshChoice());
}

LaneChoice World::freshChoice()
{
    return {.gateway = u"ruflo"_s, .model = u"m%1"_s.arg(m_models++), .mode = TargetResolver::Mode::Live};
}

void World::acceptRequests()
{
    m_answers.removeIf([](const Answer &answer) { return !answer.connection->isOpen(); });
    for (; m_accepted < m_server.requestCount(); ++m_accepted) {
        FakeConnection *connection = m_server.nextRequest();
        const QByteArray body = connection->body();
        const QByteArray model = QJsonDocument::fromJson(body)["model"_L1].toString().toUtf8();
        m_answers.append({.connection = connection,
            .word = model + 'r' + QByteArray::number(m_accepted) + ' ',
            .isLast = body.contains("the last prompt")});
        connection->sendHead();
    }
}

void World::stream()
{
    acceptRequests();
    if (m_answers.isEmpty())
        return;
    const int place = random(m_answers.size());
    const Answer &answer = m_answers.at(place);
    const int kind = random(12);
    if (kind > 1)
        return answer.connection->sendText(answer.word.repeated(1 + random(4)));
    if (kind == 0)
        answer.connection->reset();
    else
        answer.connection->sendDone(), answer.connection->endBody();
    m_answers.removeAt(place);
}

void World::actOnLane()
{
    LanePage &page = m_fixture.page();
    Lane *lane = anyLane();
    switch (random(7)) {
    case 0:
        return lane->session()->stop();
    case 1:
        return lane->asking()->regenerate(lane->session()->conversation().last());
    case 2:
        return page.arrangement()->move(lane, random(page.lanes().size() + 1));
    case 3:
        return lane->toggleMuted();
    case 4:
        page.arrangement()->duplicate(lane);
        return page.lanes().at(page.lanes().indexOf(lane) + 1)->choose(freshChoice());
    case 5:
        return page.lanes().size() >= Lanes ? page.arrangement()->close(lane)
                                            : void(page.arrangement()->add(freshChoice()));
    default:
        return lane->session()->clear();
    }
}

void World::actOnPage()
{
    LanePage &page = m_fixture.page();
    switch (random(6)) {
    case 0:
        return page.promptTarget()->set(anyLane());
    case 1:
        return page.escape();
    case 2:
        return page.arrangement()->toggleMaximized(anyLane());
    case 3:
        return page.promptSender()->regenerate();
    default:
        m_fixture.type(u"tell me"_s);
        return page.promptSender()->send();
    }
}

void World::step()
{
    const int kind = random(10);
    if (kind < 7)
        stream();
    else if (kind < 8)
        actOnLane();
    else
        actOnPage();
    settle();
}

QString World::problem() const
{
    static const QRegularExpression word(u"(m\\d+)r\\d+"_s);
    for (int i = 0; i < m_fixture.page().lanes().size(); ++i) {
        const QString model = m_fixture.lane(i).choice().model;
        const Conversation &conversation = m_fixture.conversation(i);
        for (Conversation::TurnId id = 0; id < conversation.size(); ++id) {
            QStringList words = conversation.turn(id).reply().first().text().split(u' ', Qt::SkipEmptyParts);
            words.removeDuplicates();
            if (words.size() > 1 || (words.size() == 1 && !words.first().startsWith(model + u'r')))
                return u"an answer in lane %1 says %2"_s.arg(model, words.join(u' '));
        }
        const QString shown = m_fixture.shown(i);
        for (const QRegularExpressionMatch &match : word.globalMatch(shown)) {
            if (match.captured(1) != model)
                return u"lane %1 shows %2"_s.arg(model, match.captured());
        }
    }
    return {};
}

int World::wordsShown() const
{
    int words = 0;
    for (int i = 0; i < m_fixture.page().lanes().size(); ++i)
        words += static_cast<int>(
            m_fixture.shown(i).count(u"m%1r"_s.arg(m_fixture.lane(i).choice().model.sliced(1))));
    return words;
}

bool World::everyLaneAnswers()
{
    LanePage &page = m_fixture.page();
    page.stopAll();
    page.escape();
    for (Lane *lane : page.lanes())
        lane->setMuted(false);
    m_fixture.type(u"the last prompt"_s);
    page.promptSender()->send();
    for (qsizetype answered = 0; answered < page.lanes().size();) {
        if (!eventually([this] { return m_accepted < m_server.requestCount(); }))
            return false;
        acceptRequests();
        for (Answer &answer : m_answers) {
            if (!std::exchange(answer.isLast, false))
                continue;
            answer.connection->sendText(answer.word);
            answer.connection->sendDone();
            answer.connection->endBody();
            ++answered;
        }
    }
    return m_fixture.waitUntilIdle() && std::ranges::all_of(page.lanes(), [](const Lane *lane) {
        const Conversation &conversation = lane->session()->conversation();
        const Reply &reply = conversation.turn(conversation.last()).reply();
        return reply.state == Reply::State::Complete &&
               reply.first().text().startsWith(lane->choice().model + u'r');
    });
}

} // namespace

void TestLanesAtRandom::noLaneShowsAnothersText_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLanesAtRandom::noLaneShowsAnothersText()
{
    QFETCH(const quint32, seed);
    World world(seed);
    int words = 0;
    for (int step = 0; step < Steps; ++step) {
        world.step();
        const QString problem = world.problem();
        QVERIFY2(problem.isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(problem)));
        words = qMax(words, world.wordsShown());
    }
    QVERIFY2(words > 5 * Lanes, "too little was said to prove anything");
    QVERIFY(world.everyLaneAnswers());
    QCOMPARE(world.problem(), QString());
}

QTEST_MAIN(TestLanesAtRandom)
#include "tst_lanesatrandom.moc"
