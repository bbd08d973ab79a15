// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "support/eventually.h"
#include "ui/comparison/wiredialog.h"
#include "ui/settings/settingsdialog.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double Fast = 50;

QString textOf(const QTableWidget &table)
{
    QStringList cells;
    for (int row = 0; row < table.rowCount(); ++row) {
        for (int column = 0; column < table.columnCount(); ++column) {
            if (const QTableWidgetItem *item = table.item(row, column))
                cells << item->text();
        }
    }
    return cells.join(u'\n');
}

/// The text of the wire differences, as they are now.
QString wireOf(const WindowFixture &fixture)
{
    for (QAction *action : fixture.window().findChildren<QAction *>()) {
        if (action->text() == u"&Wire differences"_s)
            action->trigger();
    }
    const auto *dialog = fixture.window().findChild<WireDialog *>();
    return dialog ? textOf(*dialog->findChild<QTableWidget *>(u"wireTable"_s)) : QString();
}

} // namespace

/// The memory that recorded calls may take, as a person sees it.
class TestCallMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Settings::callMemory().set(CallLog::UsualMegabytes); }
    void isASetting();
    void holdsFromTheStart();
    void whatWasDroppedIsSaid();
};

void TestCallMemory::isASetting()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QVERIFY(fixture.client().calls().heldBytes() > 0);
    SettingsDialog dialog(&fixture.client(), &fixture.resolver());
    auto *memory = dialog.findChild<QSpinBox *>(u"callMemory"_s);
    auto *apply = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Apply);
    QCOMPARE(memory->value(), 256);
    QVERIFY(!apply->isEnabled());
    QVERIFY(dialog.findChild<QLabel *>(u"callMemoryHeld"_s)->text().contains(u"in use"_s));
    memory->setValue(2);
    QVERIFY(apply->isEnabled());
    apply->click();
    QCOMPARE(Settings::callMemory().value(), 2);
    QCOMPARE(fixture.client().calls().budget(), 2 * CallLog::Megabyte);
}

void TestCallMemory::holdsFromTheStart()
{
    Settings::callMemory().set(3);
    WindowFixture fixture(Fast);
    QCOMPARE(fixture.client().calls().budget(), 3 * CallLog::Megabyte);
}

void TestCallMemory::whatWasDroppedIsSaid()
{
    WindowFixture fixture(Fast);
    fixture.window().restoreLanes();
    QVERIFY(fixture.askAndWait(u"Hello"_s));
    QVERIFY(wireOf(fixture).contains(u"200"_s));
    QVERIFY(!wireOf(fixture).contains(u"dropped"_s));
    fixture.client().calls().setBudget(0);
    QVERIFY(wireOf(fixture).contains(u"200"_s)); // what came of it stays known
    QVERIFY(wireOf(fixture).contains(u"its bytes were dropped to make room for newer calls"_s));
    QVERIFY(fixture.askAndWait(u"And?"_s)); // and the lane goes on
    QCOMPARE(fixture.reply().state, Reply::State::Complete);
}

QTEST_MAIN(TestCallMemory)
#include "tst_callmemory.moc"
