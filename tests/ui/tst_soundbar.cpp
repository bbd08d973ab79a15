// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/threadcount.h"
#include "ui/endpoints/soundbar.h"
#include "ui/endpoints/waveformslider.h"
#include "windowfixture.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<SoundBuffer> soundOf(std::chrono::milliseconds time)
{
    auto sound = std::make_shared<SoundBuffer>(SampleFormat());
    sound->append(Samples(static_cast<size_t>(time.count()) * 24, 1000));
    return sound;
}

} // namespace

/// With a device that plays to nobody.
class TestSoundBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bar.reset(); }
    void playsAndPauses();
    void aClickGoesToAPlace();
    void keysGoOnAndBack();
    void theWheelDoesNotJump();
    void playsWhileMoreArrives();
    void oneBarPlaysAtATime();
    void playsFaster();
    void saysThatThereIsNoDevice();
    void withoutASoundThereIsNothingToDo();
    void deletingItEndsTheSound();

private:
    [[nodiscard]] SoundPlayer &player() const { return *m_bar->player(); }
    [[nodiscard]] QToolButton *button() const { return m_bar->findChild<QToolButton *>(u"playSound"_s); }
    [[nodiscard]] WaveformSlider *waveform() const { return m_bar->findChild<WaveformSlider *>(); }
    [[nodiscard]] QString times() const { return m_bar->findChild<QLabel *>(u"soundTimes"_s)->text(); }

    std::unique_ptr<SoundBar> m_bar;
};

void TestSoundBar::init()
{
    m_bar = std::make_unique<SoundBar>(SoundDevice::Backend::Null);
    m_bar->resize(408, 120);
    m_bar->show();
    const auto sound = soundOf(10s);
    sound->finish();
    m_bar->setSound(sound);
}

void TestSoundBar::playsAndPauses()
{
    QCOMPARE(times(), u"0:00.0 / 0:10.0"_s);
    button()->click();
    QVERIFY(player().isPlaying() && button()->isChecked());
    QCOMPARE(button()->accessibleName(), u"Pause"_s);
    QVERIFY(eventually([this] { return waveform()->value() > 0; }));
    button()->click();
    QVERIFY(!player().isPlaying() && !button()->isChecked());
    player().seek(9'950ms);
    button()->click();
    QVERIFY(eventually([this] { return !button()->isChecked(); }));
    QCOMPARE(times(), u"0:10.0 / 0:10.0"_s);
}

void TestSoundBar::aClickGoesToAPlace()
{
    QTest::mouseClick(waveform(), Qt::LeftButton, {}, waveform()->rect().center());
    QCOMPARE(player().position(), std::chrono::milliseconds(waveform()->value()));
    QVERIFY(player().position() > 4'900ms && player().position() < 5'100ms);
    QVERIFY(!player().isPlaying());
    QTest::mouseClick(waveform(), Qt::LeftButton, {}, QPoint(0, 20));
    QCOMPARE(player().position(), 0ms);
}

void TestSoundBar::keysGoOnAndBack()
{
    QTest::keyClick(waveform(), Qt::Key_Right);
    QCOMPARE(player().position(), 1s);
    QTest::keyClick(waveform(), Qt::Key_PageUp);
    QCOMPARE(player().position(), 6s);
    QTest::keyClick(waveform(), Qt::Key_Left);
    QCOMPARE(player().position(), 5s);
    QTest::keyClick(waveform(), Qt::Key_End);
    QCOMPARE(player().position(), 10s);
    QTest::keyClick(waveform(), Qt::Key_Home);
    QCOMPARE(player().position(), 0s);
}

void TestSoundBar::theWheelDoesNotJump()
{
    const QPoint middle = waveform()->rect().center();
    QWheelEvent event(
        middle, waveform()->mapToGlobal(middle), {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(waveform(), &event);
    QCOMPARE(player().position(), 0ms);
}

void TestSoundBar::playsWhileMoreArrives()
{
    const auto sound = soundOf(250ms);
    m_bar->setSound(sound);
    QCOMPARE(times(), u"0:00.0 / 0:00.2…"_s);
    player().play();
    QVERIFY(eventually([this] { return player().isWaiting(); }));
    sound->append(Samples(24 * 250, 1000));
    sound->finish();
    m_bar->showArrived();
    QCOMPARE(waveform()->maximum(), 500);
    QVERIFY(eventually([this] { return !player().isPlaying(); }));
    QCOMPARE(times(), u"0:00.5 / 0:00.5"_s);
}

void TestSoundBar::oneBarPlaysAtATime()
{
    SoundBar other(SoundDevice::Backend::Null);
    const auto sound = soundOf(10s);
    other.setSound(sound);
    QVERIFY(!SoundBar::isAnyPlaying());
    player().play();
    other.player()->play();
    QVERIFY(other.player()->isPlaying() && !player().isPlaying());
    QVERIFY(SoundBar::isAnyPlaying());
    player().play();
    QVERIFY(!other.player()->isPlaying() && player().isPlaying());
    QVERIFY(!other.findChild<QToolButton *>(u"playSound"_s)->isChecked());
    m_bar.reset();
    QVERIFY(!SoundBar::isAnyPlaying());
}

void TestSoundBar::playsFaster()
{
    auto *speed = m_bar->findChild<QComboBox *>();
    QCOMPARE(speed->currentText(), u"1×"_s);
    speed->setCurrentIndex(speed->findText(u"2×"_s));
    Q_EMIT speed->activated(speed->currentIndex());
    QCOMPARE(player().speed(), 2.0);
}

void TestSoundBar::saysThatThereIsNoDevice()
{
    const auto *problem = m_bar->findChild<QLabel *>(u"soundProblem"_s);
    QVERIFY(!problem->isVisible());
    SoundBar bar(SoundDevice::Backend::System);
    bar.show();
    bar.setSound(soundOf(1s));
    bar.player()->play();
    const auto *said = bar.findChild<QLabel *>(u"soundProblem"_s);
    QCOMPARE(said->isVisible(), !bar.player()->isPlaying());
    QCOMPARE(said->text(), bar.player()->problem());
    if (bar.player()->isPlaying())
        QSKIP("This computer has a device");
    QVERIFY(!bar.findChild<QToolButton *>(u"playSound"_s)->isChecked());
    bar.setSound(soundOf(1s));
    QVERIFY(!said->isVisible());
}

void TestSoundBar::withoutASoundThereIsNothingToDo()
{
    m_bar->setSound(nullptr);
    QVERIFY(!button()->isEnabled() && !waveform()->isEnabled());
    QCOMPARE(times(), u"0:00.0 / 0:00.0"_s);
    QTest::mouseClick(waveform(), Qt::LeftButton);
    QCOMPARE(waveform()->maximum(), 0);
}

void TestSoundBar::deletingItEndsTheSound()
{
    const qsizetype before = threadCount();
    player().play();
    QVERIFY(threadCount() > before);
    m_bar.reset();
    QCOMPARE(threadCount(), before);
}

QTEST_MAIN(TestSoundBar)
#include "tst_soundbar.moc"
