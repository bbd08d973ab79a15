// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/wavreader.h"
#include "support/pagetest.h"
#include "support/threadcount.h"
#include "ui/edit/longtextedit.h"
#include "ui/endpoints/soundbar.h"
#include "ui/endpoints/speechpage.h"
#include "ui/endpoints/speechview.h"
#include "ui/playground/keptpage.h"

#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QtEndian>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = TargetResolver::Mode;

namespace {

/// Ten seconds of it.
const QByteArray Sound(480'000, '\1');

/// A WAV file that says this size of itself and of its data.
QByteArray wavOfSize(quint32 size)
{
    QByteArray file = wavFile({}, Sound);
    qToLittleEndian(size, file.data() + 4);
    qToLittleEndian(size, file.data() + 40);
    return file;
}

QByteArray fixtureOf(const QString &name)
{
    QFile file(QStringLiteral(PARLANCE_TEST_DATA "/sound/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

using SpeechPageTest = PageTest<SpeechPage, SpeechView>;

} // namespace

/// With a device that plays to nobody.
class TestSpeechPage : public SpeechPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void RA_36_theDemoSpeaks();
    void C_15_whatIsSent();
    void C_15_saysWhatTheApiWouldRefuse();
    void aLineOfAnyLengthIsSentWhole();
    void aLineOfInstructionsOfAnyLengthIsSentWhole();
    void theDemoIsAskedForWhatItCanMake();
    void playsWhileItArrives();
    void C_17_playsEvents();
    void C_18_anErrorInPlaceOfSound();
    void C_19_wrongSizesAreRepaired_data();
    void C_19_wrongSizesAreRepaired();
    void C_20_chunksBehindTheDataAreNotPlayed();
    void C_21_anotherFormatThanAskedFor_data();
    void C_21_anotherFormatThanAskedFor();
    void C_16_rawSamplesAreSavedAsWav();
    void whatBreaksOffIsKept();
    void aSoundStaysUntilAnotherComes();
    void savesAsChosen();
    void oneColumnPlaysAtATime();
    void twoVoicesSideBySide();
    void stopEndsTheSoundToo();
    void stopPausesASoundThatIsThere();
    void decodesBesideTheWindow();
    void decodingIsStopped();
    void aClosedColumnLeavesNothingRunning();
    void aDeletedPageLeavesNothingRunning();
    void keepsSettingsAndNoTexts();

private:
    [[nodiscard]] SoundPlayer &player(int place = 0) const { return *view(place).bar()->player(); }
    [[nodiscard]] LongTextEdit &text() const { return *page().findChild<LongTextEdit *>(u"speechText"_s); }
    [[nodiscard]] QString hints() const { return said(u"inputHints"_s); }
    /// The request of a run at the server, when the first five seconds have come and are played.
    [[nodiscard]] FakeConnection *runHalf() const;
    [[nodiscard]] bool answer(const QByteArray &body, const QByteArray &type = "audio/wav") const
    {
        return SpeechPageTest::answer(body, type);
    }
    [[nodiscard]] QStringList formNames() const;
};

void TestSpeechPage::init()
{
    setUp();
    show(std::make_unique<SpeechPage>(services(), SoundDevice::Backend::Null));
    text().setPlainText(u"A red fox."_s);
}

void TestSpeechPage::cleanup()
{
    tearDown();
}

FakeConnection *TestSpeechPage::runHalf() const
{
    FakeConnection *connection = runLive();
    if (!connection)
        return nullptr;
    connection->sendHead(200, "audio/wav");
    connection->sendChunk(wavFile({}, Sound).first(240'044));
    const bool plays = eventually([this] { return player().isPlaying() && player().duration() == 5s; });
    return plays ? connection : nullptr;
}

QStringList TestSpeechPage::formNames() const
{
    QStringList names;
    for (const SaveAs::Form &form : view().forms())
        names << form.name;
    return names;
}

void TestSpeechPage::RA_36_theDemoSpeaks()
{
    QCOMPARE(column().name(), u"demo-voice"_s);
    column().connection()->choose({.gateway = u"ruapi"_s, .model = u"demo-tones"_s});
    page().findChild<QPushButton *>(u"runEndpoint"_s)->click();
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Idle);
    QVERIFY(player().duration() > 500ms);
    QVERIFY(said(u"soundFacts"_s).startsWith(u"alloy · WAV · 24 kHz, mono · "_s));
    QCOMPARE(said(u"columnRemarks"_s), QString());
    QCOMPARE(formNames(), QStringList{u"WAV, as it came"_s});
}

void TestSpeechPage::C_15_whatIsSent()
{
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    QCOMPARE(
        connection->body(), R"({"model":"m","input":"A red fox.","voice":"alloy","response_format":"wav"})");
    page().act(Page::Command::Stop);
    set(u"voice"_s, u"voice_12"_s);
    set(u"instructions"_s, u"Slowly"_s);
    set(u"response_format"_s, QJsonValue::Undefined);
    set(u"speed"_s, 0.5);
    set(u"stream_format"_s, u"sse"_s);
    connection = runLive();
    QVERIFY(connection);
    QCOMPARE(connection->body(),
        R"({"model":"m","input":"A red fox.","voice":{"id":"voice_12"},"instructions":"Slowly",)"
        R"("stream_format":"sse","speed":0.5})");
    QVERIFY(connection->header("Accept").startsWith("text/event-stream"));
}

void TestSpeechPage::C_15_saysWhatTheApiWouldRefuse()
{
    const auto *meter = page().findChild<QLabel *>(u"speechMeter"_s);
    QCOMPARE(meter->text(), u"10 of 4,096 characters"_s);
    QCOMPARE(hints(), QString());
    text().setPlainText(QString(4097, u'a'));
    set(u"instructions"_s, u"Slowly"_s);
    set(u"voice"_s, QJsonValue::Undefined);
    column().connection()->choose({.gateway = u"ruapi"_s, .model = u"tts-1"_s, .mode = Mode::Live});
    QCOMPARE(meter->text(), u"4,097 of 4,096 characters"_s);
    QCOMPARE(meter->property("role"), u"warning"_s);
    for (const QString &hint : {u"4,097 characters, and the API takes 4,096"_s,
             u"tts-1 takes no instructions."_s, u"The API needs a voice."_s})
        QVERIFY2(eventually([&] { return hints().contains(hint); }), qPrintable(hints()));
    text().setPlainText(u" \n"_s);
    page().act(Page::Command::Run);
    QVERIFY(!page().isBusy());
    QCOMPARE(page().findChild<QLabel *>(u"inputProblem"_s)->text(), u"There is no text to speak."_s);
}

void TestSpeechPage::aLineOfAnyLengthIsSentWhole()
{
    const QString line(5'000'000, u'a');
    QApplication::clipboard()->setText(line);
    text().clear();
    text().paste();
    QTest::keyClick(&text(), Qt::Key_Return);
    QTest::keyClick(&text(), Qt::Key_B);
    QCOMPARE(text().toPlainText(), line + u"\nb"_s);
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    QVERIFY(connection->body().contains((u'"' + line + u"\\nb\""_s).toLatin1()));
    text().selectAll();
    text().copy();
    QCOMPARE(QApplication::clipboard()->text(), line + u"\nb"_s);
}

void TestSpeechPage::aLineOfInstructionsOfAnyLengthIsSentWhole()
{
    const QString line(5'000'000, u'a');
    QApplication::clipboard()->setText(line);
    auto *instructions = page().findChild<QPlainTextEdit *>(u"parameter_instructions"_s);
    instructions->paste();
    QVERIFY(instructions->document()->blockCount() > 1); // laid out in pieces
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    QVERIFY(connection->body().contains((u"\"instructions\":\""_s + line + u'"').toLatin1()));
}

void TestSpeechPage::theDemoIsAskedForWhatItCanMake()
{
    set(u"response_format"_s, QJsonValue::Undefined);
    QVERIFY(eventually([this] { return hints().contains(u"cannot make mp3, only wav and pcm"); }));
    column().connection()->choose({.gateway = u"ruapi"_s, .model = u"m"_s, .mode = Mode::Live});
    QVERIFY(eventually([this] { return hints().isEmpty(); }));
}

void TestSpeechPage::playsWhileItArrives()
{
    FakeConnection *connection = runHalf();
    QVERIFY(connection);
    QVERIFY(page().isBusy());
    QVERIFY(said(u"soundTimes"_s).endsWith(u"0:05.0…"));
    player().pause();
    connection->sendChunk(wavFile({}, Sound).sliced(240'044));
    connection->endBody();
    QVERIFY(waitUntilIdle());
    QVERIFY(said(u"soundTimes"_s).endsWith(u"0:10.0"));
    QVERIFY(!player().isPlaying()); // as the user left it
}

void TestSpeechPage::C_17_playsEvents()
{
    const QByteArray file = wavFile({}, Sound);
    QByteArray body;
    for (const QByteArray &part : {file.first(1001), file.sliced(1001)})
        body += R"(data: {"type":"speech.audio.delta","audio":")" + part.toBase64() + "\"}\n\n";
    body += R"(data: {"type":"speech.audio.done","usage":{"input_tokens":14,"output_tokens":101}})"
            "\n\n";
    QVERIFY(answer(body, "text/event-stream"));
    QCOMPARE(player().duration(), 10s);
    QCOMPARE(view().forms().first().write(), file);
    QCOMPARE(view().usage().outputTokens, 101);
}

void TestSpeechPage::C_18_anErrorInPlaceOfSound()
{
    QVERIFY(answer(R"({"error":{"message":"The voice has failed","type":"server_error"}})"));
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY(view().isEmpty() && !page().can(Page::Command::Export));
    QVERIFY(notice().contains(u"The voice has failed"));
    QCOMPARE(text().toPlainText(), u"A red fox."_s);
}

void TestSpeechPage::C_19_wrongSizesAreRepaired_data()
{
    QTest::addColumn<quint32>("size");
    for (const quint32 size : {0xFFFFFFFFU, 0x7FFFFFFFU, 2'000'000'000U, 0U})
        QTest::addRow("%u", size) << size;
}

void TestSpeechPage::C_19_wrongSizesAreRepaired()
{
    QFETCH(const quint32, size);
    QVERIFY(answer(wavOfSize(size)));
    QCOMPARE(player().duration(), 10s);
    QVERIFY(said(u"columnRemarks"_s).contains(u"repaired"));
    QCOMPARE(formNames(), (QStringList{u"WAV, repaired"_s, u"WAV, as it came"_s}));
    QCOMPARE(view().forms().at(0).write(), wavFile({}, Sound));
    QCOMPARE(view().forms().at(1).write(), wavOfSize(size));
}

void TestSpeechPage::C_20_chunksBehindTheDataAreNotPlayed()
{
    QVERIFY(answer(wavFile({}, Sound) + QByteArray("LIST\x04\0\0\0INFO", 12)));
    QCOMPARE(player().duration(), 10s);
    QCOMPARE(view().forms().first().write(), wavFile({}, Sound));
    QVERIFY(answer(wavFile({}, Sound) + wavFile({}, Sound)));
    QCOMPARE(player().duration(), 20s);
    QCOMPARE(view().forms().first().write(), wavFile({}, Sound + Sound));
}

void TestSpeechPage::C_21_anotherFormatThanAskedFor_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QByteArray>("came");
    QTest::addColumn<bool>("plays");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("suffix");
    const QByteArray ogg = QByteArray("OggS\0\2", 6) + QByteArray(100, '\0');
    QTest::addRow("WAV for mp3") << u"mp3"_s << wavFile({}, Sound) << true << u"Asked for mp3, got WAV."_s
                                 << u"wav"_s;
    QTest::addRow("Ogg for wav") << u"wav"_s << ogg << false << u"Asked for wav, got Ogg"_s << u"ogg"_s;
    QTest::addRow("Ogg as asked") << u"opus"_s << ogg << false << u"cannot be played here, only saved"_s
                                  << u"ogg"_s;
    QTest::addRow("raw for wav") << u"wav"_s << Sound << false << u"It can be saved as it is"_s << u"bin"_s;
}

void TestSpeechPage::C_21_anotherFormatThanAskedFor()
{
    QFETCH(const QString, asked);
    QFETCH(const QByteArray, came);
    QFETCH(const bool, plays);
    QFETCH(const QString, words);
    QFETCH(const QString, suffix);
    set(u"response_format"_s, asked);
    QVERIFY(answer(came, "application/octet-stream"));
    QCOMPARE(page().state(), Page::State::Idle);
    QCOMPARE(view().bar()->isVisible(), plays);
    const QString all = said(u"columnRemarks"_s) + said(u"soundFault"_s);
    QVERIFY2(all.contains(words), qPrintable(all));
    QCOMPARE(view().forms().last().suffix, suffix);
    QCOMPARE(view().forms().last().write(), came);
}

void TestSpeechPage::C_16_rawSamplesAreSavedAsWav()
{
    set(u"response_format"_s, u"pcm"_s);
    QVERIFY(answer(Sound, "audio/pcm"));
    QCOMPARE(player().duration(), 10s);
    QCOMPARE(said(u"columnRemarks"_s), QString());
    QCOMPARE(formNames(), (QStringList{u"WAV"_s, u"PCM, as it came"_s}));
    QCOMPARE(view().forms().at(0).write(), wavFile({}, Sound));
    QCOMPARE(view().forms().at(1).write(), Sound);
}

void TestSpeechPage::whatBreaksOffIsKept()
{
    FakeConnection *connection = runHalf();
    QVERIFY(connection);
    connection->reset();
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY(!notice().isEmpty());
    QVERIFY(said(u"soundTimes"_s).endsWith(u"0:05.0"));
    QCOMPARE(view().forms().first().write(), wavFile({}, Sound.first(240'000)));
}

void TestSpeechPage::aSoundStaysUntilAnotherComes()
{
    const auto *again = view().findChild<QPushButton *>(u"speakAgain"_s);
    QVERIFY(answer(wavFile({}, Sound)));
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    QVERIFY(!again->isEnabled());
    connection->reset();
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY(again->isEnabled());
    QCOMPARE(player().duration(), 10s);
    QCOMPARE(view().forms().first().write(), wavFile({}, Sound));
    QVERIFY(answer(wavFile({}, Sound.first(240'000))));
    QCOMPARE(player().duration(), 5s);
}

/// A filter chooses between two files of the same type.
void TestSpeechPage::savesAsChosen()
{
    QVERIFY(answer(wavOfSize(0xFFFFFFFF)));
    const QTemporaryDir folder;
    for (const int form : {0, 1}) {
        const QString path = folder.filePath(u"%1.wav"_s.arg(form));
        QTimer::singleShot(0, &page(), [this, path, form] {
            auto *dialog = page().window()->findChild<QFileDialog *>();
            dialog->selectNameFilter(dialog->nameFilters().at(form));
            dialog->selectFile(path);
            static_cast<QDialog *>(dialog)->accept();
        });
        column().findChild<QPushButton *>(u"saveSound"_s)->click();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), view().forms().at(form).write());
    }
}

void TestSpeechPage::oneColumnPlaysAtATime()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    QCOMPARE(column(1).name(), u"demo-tones"_s);
    column(0).connection()->choose({.gateway = u"ruapi"_s, .model = u"demo-tones"_s});
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QCOMPARE(player(0).duration(), player(1).duration());
    player(0).play();
    QVERIFY(!player(1).isPlaying());
    column(1).findChild<QToolButton *>(u"playSound"_s)->click();
    QVERIFY(player(1).isPlaying() && !player(0).isPlaying());
}

void TestSpeechPage::twoVoicesSideBySide()
{
    page().addColumn(column().connection()->choice());
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    set(u"voice"_s, u"nova"_s);
    const auto first = column(0).call();
    column(1).findChild<QPushButton *>(u"speakAgain"_s)->click();
    QVERIFY(waitUntilIdle());
    QVERIFY(said(u"soundFacts"_s, 0).startsWith(u"alloy"));
    QVERIFY(said(u"soundFacts"_s, 1).startsWith(u"nova"));
    QCOMPARE(column(0).call(), first);
}

void TestSpeechPage::stopEndsTheSoundToo()
{
    FakeConnection *connection = runHalf();
    QVERIFY(connection);
    page().act(Page::Command::Stop);
    QVERIFY(!player().isPlaying());
    QVERIFY(waitUntilIdle());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QVERIFY(player().hasSound() && !player().isPlaying());
    QCOMPARE(said(u"soundFault"_s), QString()); // what has come is there
}

void TestSpeechPage::stopPausesASoundThatIsThere()
{
    QVERIFY(answer(wavFile({}, Sound)));
    QVERIFY(player().isPlaying() && page().can(Page::Command::Stop));
    const QSignalSpy changed(&page(), &Page::stateChanged);
    page().act(Page::Command::Stop);
    QVERIFY(!player().isPlaying() && !page().can(Page::Command::Stop));
    QVERIFY(!changed.isEmpty());
}

void TestSpeechPage::decodesBesideTheWindow()
{
    for (const QByteArray &file : {fixtureOf(u"tone.mp3"_s), fixtureOf(u"tone.flac"_s)}) {
        FakeConnection *connection = runLive();
        QVERIFY(connection);
        connection->sendWhole(200, "audio/mpeg", file);
        QVERIFY(eventually([this] { return column().call()->recording.end.has_value(); }));
        QVERIFY(page().isBusy()); // it is decoded later
        QVERIFY(waitUntilIdle());
        QVERIFY(player().duration() > 100ms);
        QCOMPARE(said(u"soundFault"_s), QString());
        QCOMPARE(view().forms().first().write(), file);
        page().act(Page::Command::Stop);
    }
}

void TestSpeechPage::decodingIsStopped()
{
    const QByteArray file = fixtureOf(u"tone.mp3"_s).repeated(3000);
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    connection->sendWhole(200, "audio/mpeg", file);
    QVERIFY(eventually([this] { return column().call()->recording.end && view().isWorking(); }));
    QVERIFY(eventually([this] { return said(u"soundFacts"_s).endsWith(u"decoding…"); }));
    page().act(Page::Command::Stop);
    QVERIFY(waitUntilIdle());
    QVERIFY(said(u"soundFault"_s).startsWith(u"Stopped: only the beginning"));
    QVERIFY(!player().isPlaying());
    QCOMPARE(view().forms().first().write(), file);
}

void TestSpeechPage::aClosedColumnLeavesNothingRunning()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    column().connection()->choose({.gateway = u"ruapi"_s, .model = u"m"_s, .mode = Mode::Live});
    column().run();
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    const qsizetype before = threadCount();
    connection->sendHead(200, "audio/wav");
    connection->sendChunk(wavFile({}, Sound).first(240'044));
    QVERIFY(eventually([this] { return player().isPlaying(); }));
    QVERIFY(threadCount() > before);
    column().findChild<QToolButton *>(u"closeColumn"_s)->click();
    QVERIFY(!SoundBar::isAnyPlaying());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QVERIFY(eventually([before] { return threadCount() <= before; }));
}

void TestSpeechPage::aDeletedPageLeavesNothingRunning()
{
    const FakeConnection *connection = runHalf();
    QVERIFY(connection);
    const qsizetype playing = threadCount();
    closePage();
    QVERIFY(!SoundBar::isAnyPlaying());
    QVERIFY(threadCount() < playing);
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestSpeechPage::keepsSettingsAndNoTexts()
{
    set(u"voice"_s, u"nova"_s);
    set(u"instructions"_s, u"Like a friend"_s);
    const QString kept = page().kept({.kind = u"speech"_s});
    QVERIFY(!kept.contains(u"fox") && !kept.contains(u"friend"));
    SpeechPage other(services(), SoundDevice::Backend::Null);
    QVERIFY(other.restore(kept));
    QCOMPARE(other.findChild<ParameterRow *>(u"row_voice"_s)->value(), QJsonValue(u"nova"_s));
    QCOMPARE(other.findChild<ParameterRow *>(u"row_response_format"_s)->value(), QJsonValue(u"wav"_s));
    QVERIFY(other.findChild<ParameterRow *>(u"row_instructions"_s)->value().isUndefined());
}

QTEST_MAIN(TestSpeechPage)
#include "tst_speechpage.moc"
