// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault.h"
#include "support/eventually.h"
#include "support/manualclock.h"
#include "ui/inspect/inspector.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/inspect/textview.h"
#include "windowfixture.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QMetaProperty>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double Usual = 1;
const QString Prompt = u"Hello"_s;
const QString Answer = u"All is well"_s;

Faults::Fault faultOf(const QByteArray &name)
{
    const QList<Faults::Fault> all = Faults::allFaults();
    const auto found = std::ranges::find(all, name, &Faults::Fault::name);
    if (found == all.end())
        qFatal("no fault %s", name.constData());
    return *found;
}

/// Has the fault once, and answers from then on.
FaultServer::Script once(const Faults::Fault &fault, const Speech &speech)
{
    return [fault, speech, isFirst = true](Peer &peer) mutable {
        if (std::exchange(isFirst, false))
            return fault.script(peer, speech);
        peer.readRequest();
        peer.send(measured("200 OK", speech.type(), speech.wholeOf(Answer.toUtf8())));
    };
}

/// Lets the lanes ask this server, with a key.
void useServer(const WindowFixture &fixture, const QString &scheme, quint16 port)
{
    TargetResolver &resolver = fixture.resolver();
    resolver.setBaseUrl(u"ruapi"_s, QUrl(u"%1://127.0.0.1:%2/v1"_s.arg(scheme).arg(port)));
    resolver.keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(u"ruapi"_s, Secret(Faults::FaultKey));
    resolver.allowKey(*resolver.catalog().find(u"ruapi"));
}

void openLane(const WindowFixture &fixture, bool streamed)
{
    fixture.window().openLanes(
        {{.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = TargetResolver::Mode::Live}});
    fixture.page().parameters()->set({.stream = streamed});
}

/// What a lane says of an answer that has no error.
QStringList wordsOf(Reply::State state)
{
    return {state == Reply::State::Stopped ? u"Stopped"_s : u"Incomplete: the connection ended"_s};
}

QString silence(const WindowFixture &fixture)
{
    return fixture.lane().findChild<QLabel *>(u"metrics"_s)->text();
}

void addTexts(QStringList &texts, const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            texts << index.data().toString() << index.data(Qt::ToolTipRole).toString();
            addTexts(texts, model, index);
        }
    }
}

/// The values of all properties that are texts.
void addTexts(QStringList &texts, const QObject &object)
{
    for (int i = 0; i < object.metaObject()->propertyCount(); ++i) {
        if (const QMetaProperty property = object.metaObject()->property(i);
            property.metaType() == QMetaType::fromType<QString>())
            texts << property.read(&object).toString();
    }
}

/// All texts of the window now, visible or not: of labels, buttons, tool tips, editors, tables.
QStringList textsNow(const WindowFixture &fixture)
{
    QStringList texts{fixture.shown(), fixture.window().windowTitle()};
    for (const QObject *object : fixture.window().findChildren<QObject *>()) {
        addTexts(texts, *object);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(object); view && view->model())
            addTexts(texts, *view->model());
        if (const auto *view = qobject_cast<const TextView *>(object))
            texts << view->text();
    }
    return texts;
}

/// The same, and with each tab of the inspector.
QString allTexts(const WindowFixture &fixture)
{
    QStringList texts = textsNow(fixture);
    auto *inspector = fixture.window().findChild<Inspector *>();
    inspector->setVisible(true);
    for (int tab = InspectorPanel::Request; tab <= InspectorPanel::Times; ++tab) {
        inspector->findChild<InspectorPanel *>()->setTab(static_cast<InspectorPanel::Tab>(tab));
        settle();
        texts += textsNow(fixture);
    }
    return texts.join(u'\n');
}

} // namespace

/// A dozen of the matrix in `tests/faults`, through the window: a lane says what happened, keeps what came,
/// gives the prompt back where nothing was answered, shows no key, and the next prompt is answered.
class TestFaultsInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laneGoesOn_data();
    void laneGoesOn();

private:
    void stopInSilence(const WindowFixture &fixture, ManualClock &clock) const;
    void checkWords(const WindowFixture &fixture, const Faults::Expected &expected) const;
    void checkNoKey(const WindowFixture &fixture) const;
    void checkNextAnswer(const WindowFixture &fixture) const;
};

void TestFaultsInWindow::laneGoesOn_data()
{
    QTest::addColumn<bool>("streamed");
    for (const char *name : {"reset-after-request", "reset-between-chunks", "fin-in-a-chunk",
             "chunk-of-no-number", "silent-in-mid-answer", "retry-seconds", "key-in-401", "key-in-mid-stream",
             "deflate-bomb", "endless-line", "307", "204", "comments-only", "error-in-mid-stream",
             "body-terminal-commands", "body-a-megabyte", "plain-answer-to-tls", "tls-cut"})
        QTest::newRow(name) << true;
    for (const char *name : {"json-cut", "body-not-utf-8"})
        QTest::newRow(name) << false;
}

void TestFaultsInWindow::laneGoesOn()
{
    QFETCH(const bool, streamed);
    const Faults::Fault fault = faultOf(QTest::currentDataTag());
    const Faults::Expected &expected = streamed ? *fault.streamed : *fault.plain;
    const FaultServer server(
        once(fault, {.dialect = u"chat-completions"_s, .streamed = streamed}), fault.listening);
    ManualClock clock;
    const WindowFixture fixture(Usual, &clock);
    useServer(fixture, fault.secure ? u"https"_s : u"http"_s, server.port());
    openLane(fixture, streamed);

    fixture.ask(Prompt);
    if (expected.ending == Faults::Expected::Ending::Silent)
        stopInSilence(fixture, clock);
    QVERIFY(fixture.waitUntilIdle());
    checkWords(fixture, expected);
    QCOMPARE(fixture.typed(), expected.text.isEmpty() ? Prompt : QString());
    checkNoKey(fixture);

    useServer(fixture, u"http"_s, server.port());
    clock.pass(10s); // which a limit asks for
    checkNextAnswer(fixture);
}

void TestFaultsInWindow::stopInSilence(const WindowFixture &fixture, ManualClock &clock) const
{
    QVERIFY(eventually([&] { return fixture.reply().hasContent(); }));
    clock.pass(10s);
    QVERIFY2(silence(fixture).contains(u"Nothing has come for 10 s"), qPrintable(silence(fixture)));
    fixture.lane().findChild<QPushButton *>(u"laneStop"_s)->click();
}

void TestFaultsInWindow::checkWords(const WindowFixture &fixture, const Faults::Expected &expected) const
{
    const QString shown = fixture.shown();
    QVERIFY2(shown.contains(expected.text.trimmed()), qPrintable(shown));
    QVERIFY2(!shown.contains(u"unknown error"_s, Qt::CaseInsensitive), qPrintable(shown));
    const QStringList wanted = fixture.reply().error ? expected.words : wordsOf(fixture.reply().state);
    for (const QString &words : wanted)
        QVERIFY2(shown.contains(QRegularExpression(words, QRegularExpression::CaseInsensitiveOption)),
            qPrintable(shown));
}

void TestFaultsInWindow::checkNoKey(const WindowFixture &fixture) const
{
    const QString texts = allTexts(fixture);
    QVERIFY2(texts.contains(u"Bearer"), "the inspector shows the headers");
    QVERIFY(!texts.contains(QString::fromLatin1(Faults::FaultKey)));
}

void TestFaultsInWindow::checkNextAnswer(const WindowFixture &fixture) const
{
    QVERIFY(fixture.askAndWait(u"And now?"_s));
    QVERIFY2(fixture.shown().contains(Answer), qPrintable(fixture.shown()));
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
    QCOMPARE(fixture.typed(), QString());
}

QTEST_MAIN(TestFaultsInWindow)
#include "tst_faultsinwindow.moc"
