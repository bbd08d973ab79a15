// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/wavreader.h"
#include "support/pagetest.h"
#include "support/threadcount.h"
#include "ui/endpoints/soundbar.h"
#include "ui/endpoints/soundinput.h"
#include "ui/endpoints/transcriptionpage.h"
#include "ui/endpoints/transcripttext.h"
#include "ui/playground/keptpage.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QThreadPool>
#include <QTimer>
#include <QtEndian>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = TargetResolver::Mode;

namespace {

/// A tone, then a pause, then a tone: half a second each, `times` times.
QByteArray tonesAndPauses(int times = 1)
{
    constexpr int half = SoundRecorder::Format.rate / 2;
    QByteArray samples;
    for (int i = 0; i < 3 * half; ++i) {
        const bool isTone = i < half || i >= 2 * half;
        const qint16 sample = qToLittleEndian(static_cast<qint16>(isTone && i % 40 < 20 ? 9000 : 0));
        samples.append(reinterpret_cast<const char *>(&sample), sizeof sample);
    }
    return wavFile({.samples = SoundRecorder::Format}, samples.repeated(times));
}

const QByteArray Verbose = R"({"text":"the quick fox","language":"english","duration":1.5,
    "segments":[{"id":0,"start":0,"end":0.5,"text":" the quick"},{"id":1,"start":0.5,"end":1.5,"text":" fox"}],
    "words":[{"word":"the","start":0,"end":0.2},{"word":"quick","start":0.2,"end":0.5}]})";

QByteArray sseEvent(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

/// A text with marked words shows where these stand.
QStringList markedWords(const TranscriptText &text)
{
    QStringList words;
    for (QTextBlock block = text.document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().hasProperty(QTextFormat::BackgroundBrush))
                words << it.fragment().text();
        }
    }
    return words;
}

using TranscriptionPageTest = PageTest<TranscriptionPage, TranscriptView>;

} // namespace

class TestTranscriptionPage : public TranscriptionPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void RA_35_aFileBecomesText();
    void C_24_eachFormat_data();
    void C_24_eachFormat();
    void C_29_ourSubtitlesEqualTheServers();
    void C_26_sendsWhatIsTicked();
    void C_30_aStreamIsShownAsItComes();
    void refusesWhatIsNoSound_data();
    void refusesWhatIsNoSound();
    void aFileIsReadBesideTheWindow();
    void theLastFileIsTaken();
    void aClosedPageEndsTheReading();
    void C_23_aLargeFileIsDoubted();
    void whatHappensToTheFileChangesNothing();
    void anUploadIsStopped();
    void aClosedPageEndsTheUpload();
    void records();
    void aRecordingIsSaved();
    void stopPausesTheSound();
    void aClosedPageEndsTheRecording();
    void aClickPlaysAPart();
    void aTranscriptKeepsItsSound();
    void saysThatASoundCannotBePlayed();
    void aClosedPageEndsTheSound();
    void comparesTwoModels();
    void onlyTheSameSoundIsCompared();
    void saysThatNoTimesCame();
    void saysThatNothingWasHeard();
    void aTranscriptStaysUntilAnotherComes();
    void keepsAndLosesNothing();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const;
    /// Opens the file, and waits until it was read.
    void open(const QString &path) const;
    void openTones() const { open(write(u"fox.wav"_s, tonesAndPauses())); }
    [[nodiscard]] SoundInput &input() const { return *page().findChild<SoundInput *>(); }
    [[nodiscard]] TranscriptText &text(int place = 0) const
    {
        return *column(place).findChild<TranscriptText *>();
    }
    void chooseLive(int place = 0) const { TranscriptionPageTest::chooseLive(place, u"m%1"_s.arg(place)); }
    /// Runs, and answers the request of each column, in their order.
    void answerAll(const QList<QByteArray> &answers) const;
    [[nodiscard]] bool runDemo() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTranscriptionPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    setUp();
    show(std::make_unique<TranscriptionPage>(services(), SoundDevice::Backend::Null));
}

void TestTranscriptionPage::cleanup()
{
    tearDown();
    m_folder.reset();
}

QString TestTranscriptionPage::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestTranscriptionPage::open(const QString &path) const
{
    input().openFile(path);
    QVERIFY(eventually([this] { return !input().isReading(); }));
}

void TestTranscriptionPage::answerAll(const QList<QByteArray> &answers) const
{
    page().act(Page::Command::Run);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        FakeConnection *connection = server().nextRequest();
        QVERIFY(connection);
        const qsizetype place = connection->body().contains("\r\nm1\r\n") ? 1 : 0;
        connection->sendWhole(200, "application/json", answers.at(place));
    }
    QVERIFY(waitUntilIdle());
}

bool TestTranscriptionPage::runDemo() const
{
    return run() && page().state() == Page::State::Idle;
}

void TestTranscriptionPage::RA_35_aFileBecomesText()
{
    page().act(Page::Command::Run);
    QCOMPARE(said(u"inputProblem"_s), u"Choose an audio file, or record one."_s);
    Q_EMIT input().filesDropped({write(u"fox.wav"_s, tonesAndPauses()), u"other.wav"_s});
    QVERIFY(eventually([this] { return said(u"soundName"_s) == u"fox.wav"_s; }));
    QVERIFY(said(u"soundInputProblem"_s).contains(u"the first is used"));
    QVERIFY(eventually([this] { return said(u"soundAbout"_s) == u"WAV · 48.0 kB · 0:01.5"_s; }));
    QVERIFY(runDemo());
    const QString shown = text().toPlainText();
    QVERIFY2(shown.startsWith(u"This is a demo: "), qPrintable(shown));
    QCOMPARE(text().timed().segments.size(), 3);
    QVERIFY(shown.contains(u"\nPause of 0.50 s.\n"));
    const QString about = said(u"transcriptAbout"_s);
    QVERIFY2(about.contains(u"0:01.5") && about.contains(u"3 segments"), qPrintable(about));
}

void TestTranscriptionPage::C_24_eachFormat_data()
{
    QTest::addColumn<int>("segments");
    QTest::addRow("json") << 0;
    QTest::addRow("text") << 0;
    QTest::addRow("srt") << 3;
    QTest::addRow("vtt") << 3;
    QTest::addRow("verbose_json") << 3;
}

void TestTranscriptionPage::C_24_eachFormat()
{
    openTones();
    set(u"response_format"_s, QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(runDemo());
    QVERIFY(text().toPlainText().startsWith(u"This is a demo: "));
    QVERIFY(text().toPlainText().endsWith(u"Sound for 0.50 s at -14.2 dBFS."));
    QTEST(static_cast<int>(text().timed().segments.size()), "segments");
}

void TestTranscriptionPage::C_29_ourSubtitlesEqualTheServers()
{
    openTones();
    QVERIFY(runDemo());
    const QByteArray verbose = page().currentCall()->recording.body();
    for (const QString &format : {u"srt"_s, u"vtt"_s}) {
        set(u"response_format"_s, format);
        QVERIFY(runDemo());
        const QByteArray written = page().currentCall()->recording.body();
        TranscriptReader reader;
        reader.begin(AnswerHead::from(200, {}, {}), {}, {});
        reader.feed(verbose);
        reader.finish();
        const QList<SaveAs::Form> forms = TranscriptView::forms(reader.transcript());
        const auto form = std::ranges::find(forms, format, &SaveAs::Form::suffix);
        QVERIFY(form != forms.end());
        QCOMPARE(form->write(), written);
    }
}

void TestTranscriptionPage::C_26_sendsWhatIsTicked()
{
    openTones();
    set(u"response_format"_s, QJsonValue::Undefined);
    FakeConnection *connection = runLive(u"m0"_s);
    QVERIFY(connection);
    const auto field = [&connection](const QByteArray &name, const QByteArray &value) {
        return connection->body().contains("name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    };
    QVERIFY(field("model", "m0"));
    QCOMPARE(connection->body().count("form-data"), 2);
    QVERIFY(connection->body().contains("name=\"file\"; filename=\"fox.wav\"\r\nContent-Type: audio/wav"));
    QVERIFY(connection->body().contains(tonesAndPauses()));
    page().act(Page::Command::Stop);
    set(u"timestamp_granularities[]"_s, u"segment, word"_s);
    set(u"include[]"_s, u"logprobs"_s);
    set(u"stream"_s, true);
    set(u"language"_s, u"en"_s);
    set(u"prompt"_s, u"names"_s);
    set(u"temperature"_s, 0.5);
    connection = runLive(u"m0"_s);
    QVERIFY(connection);
    QCOMPARE(connection->body().count("form-data"), 9);
    QVERIFY(field("timestamp_granularities[]", "segment") && field("timestamp_granularities[]", "word"));
    QVERIFY(field("include[]", "logprobs") && field("stream", "true") && field("language", "en"));
    QVERIFY(field("prompt", "names") && field("temperature", "0.5"));
    const QString hints = said(u"inputHints"_s);
    QVERIFY2(hints.contains(u"verbose_json"), qPrintable(hints));
}

void TestTranscriptionPage::C_30_aStreamIsShownAsItComes()
{
    openTones();
    set(u"stream"_s, true);
    FakeConnection *connection = runLive(u"m0"_s);
    QVERIFY(connection);
    connection->sendHead();
    connection->sendChunk(sseEvent(R"({"type":"transcript.text.delta","delta":"I"})"));
    QVERIFY(eventually([this] { return text().toPlainText() == u"I"_s; }));
    connection->sendChunk(sseEvent(R"({"type":"transcript.text.delta","delta":" see"})"));
    QVERIFY(eventually([this] { return text().toPlainText() == u"I see"_s; }));
    QVERIFY(page().isBusy());
    connection->sendChunk(sseEvent(
        R"({"type":"transcript.text.done","text":"I see.","usage":{"type":"tokens","input_tokens":7}})"));
    connection->endBody();
    QVERIFY(waitUntilIdle());
    QCOMPARE(text().toPlainText(), u"I see."_s);
    QCOMPARE(column().view()->usage().inputTokens, 7);
}

void TestTranscriptionPage::refusesWhatIsNoSound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("problem");
    QTest::addRow("a text") << u"text.wav"_s << u"text.wav is text, not sound. Choose another file."_s;
    QTest::addRow("nothing") << u"empty.wav"_s << u"empty.wav is empty."_s;
    QTest::addRow("a folder") << u"folder"_s << u"is a folder."_s;
    QTest::addRow("a missing file") << u"gone.wav"_s << u"does not exist."_s;
    QTest::addRow("something else") << u"a.bin"_s << u"isn't a supported audio file"_s;
}

void TestTranscriptionPage::refusesWhatIsNoSound()
{
    QFETCH(const QString, path);
    QFETCH(const QString, problem);
    static_cast<void>(write(u"text.wav"_s, "Dear Sir or Madam"));
    static_cast<void>(write(u"empty.wav"_s, {}));
    static_cast<void>(write(u"a.bin"_s, QByteArray(100, '\1')));
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    openTones();
    open(m_folder->filePath(path));
    QVERIFY2(said(u"soundInputProblem"_s).contains(problem), qPrintable(said(u"soundInputProblem"_s)));
    QCOMPARE(said(u"soundName"_s), u"fox.wav"_s);
    QVERIFY(runDemo());
    openTones();
    QCOMPARE(said(u"soundInputProblem"_s), QString());
}

void TestTranscriptionPage::aFileIsReadBesideTheWindow()
{
    input().openFile(write(u"fox.wav"_s, tonesAndPauses()));
    QVERIFY(input().isReading() && !input().sound());
    page().act(Page::Command::Run);
    QVERIFY(!page().isBusy());
    QCOMPARE(said(u"inputProblem"_s), u"The file is still being read."_s);
    input().findChild<WorkSign *>()->reject();
    QVERIFY(!input().isReading());
    QVERIFY(eventually([this] { return said(u"inputProblem"_s).isEmpty(); }));
    settle();
    QVERIFY(!input().sound());
}

void TestTranscriptionPage::theLastFileIsTaken()
{
    input().openFile(write(u"long.wav"_s, tonesAndPauses(600)));
    openTones();
    QThreadPool::globalInstance()->waitForDone();
    settle();
    QCOMPARE(said(u"soundName"_s), u"fox.wav"_s);
}

void TestTranscriptionPage::aClosedPageEndsTheReading()
{
    input().openFile(write(u"long.wav"_s, tonesAndPauses(600)));
    closePage();
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    settle();
}

void TestTranscriptionPage::C_23_aLargeFileIsDoubted()
{
    open(write(u"long.wav"_s, tonesAndPauses(600)));
    QVERIFY(eventually([this] { return said(u"inputHints"_s).contains(u"servers take 25.0 MB at most"); }));
    QVERIFY(page().can(Page::Command::Run));
}

void TestTranscriptionPage::whatHappensToTheFileChangesNothing()
{
    openTones();
    FakeConnection *connection = runLive(u"m0"_s);
    QVERIFY(connection);
    static_cast<void>(write(u"fox.wav"_s, "something else"));
    QVERIFY(eventually([this] { return said(u"inputHints"_s).contains(u"has changed on the disk"); }));
    QVERIFY(QFile::remove(m_folder->filePath(u"fox.wav"_s)));
    QVERIFY(eventually([this] { return said(u"inputHints"_s).contains(u"no longer on the disk"); }));
    QVERIFY(connection->body().contains(tonesAndPauses()));
    connection->sendWhole(200, "application/json", Verbose);
    QVERIFY(waitUntilIdle());
    QCOMPARE(said(u"soundName"_s), u"fox.wav"_s);
    connection = runLive(u"m0"_s);
    QVERIFY(connection);
    QVERIFY(connection->body().contains(tonesAndPauses()));
}

void TestTranscriptionPage::anUploadIsStopped()
{
    open(write(u"long.wav"_s, tonesAndPauses(600)));
    chooseLive();
    page().act(Page::Command::Run);
    const FakeConnection *connection = server().nextConnection();
    QVERIFY(connection);
    const auto *numbers = column().findChild<QLabel *>(u"metrics"_s);
    QVERIFY(eventually([numbers] { return numbers->text().contains(u"Sent "); }));
    page().act(Page::Command::Stop);
    QVERIFY(!page().isBusy());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QCOMPARE(said(u"soundName"_s), u"long.wav"_s);
}

void TestTranscriptionPage::aClosedPageEndsTheUpload()
{
    open(write(u"long.wav"_s, tonesAndPauses(600)));
    chooseLive();
    page().act(Page::Command::Run);
    const FakeConnection *connection = server().nextConnection();
    QVERIFY(connection);
    page().drop();
    QVERIFY(!page().isBusy());
    closePage();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestTranscriptionPage::records()
{
    auto *button = page().findChild<QPushButton *>(u"recordSound"_s);
    button->click();
    QCOMPARE(button->text(), u"Stop recording"_s);
    QVERIFY(page().isBusy());
    QVERIFY(eventually([this] { return said(u"soundAbout"_s) > u"0:00.2"_s; }));
    page().act(Page::Command::Run);
    QCOMPARE(said(u"inputProblem"_s), u"Stop the recording first."_s);
    page().act(Page::Command::Stop);
    QVERIFY(!page().isBusy());
    QCOMPARE(button->text(), u"Record"_s);
    QCOMPARE(input().sound()->file.name, u"recording.wav"_s);
    QVERIFY(said(u"soundInputProblem"_s).contains(u"Only silence was recorded."));
    QVERIFY(page().unsaved().input);
    QVERIFY(runDemo());
    QVERIFY(text().toPlainText().contains(u"16000 Hz"));
    openTones();
    QVERIFY(!page().unsaved().input);
}

void TestTranscriptionPage::aRecordingIsSaved()
{
    auto *save = page().findChild<QPushButton *>(u"saveRecording"_s);
    openTones();
    QVERIFY(!save->isVisible());
    auto *record = page().findChild<QPushButton *>(u"recordSound"_s);
    record->click();
    QVERIFY(!save->isVisible());
    QVERIFY(eventually([this] { return said(u"soundAbout"_s) > u"0:00.2"_s; }));
    record->click();
    QVERIFY(save->isVisible() && page().unsaved().input);
    const QTemporaryDir folder;
    QTimer::singleShot(0, &page(), [this, &folder] {
        auto *dialog = page().window()->findChild<QFileDialog *>();
        dialog->selectFile(folder.filePath(u"a.wav"_s));
        static_cast<QDialog *>(dialog)->accept();
    });
    save->click();
    QFile file(folder.filePath(u"a.wav"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), input().sound()->file.bytes);
    QVERIFY(!page().unsaved().isAny());
}

void TestTranscriptionPage::stopPausesTheSound()
{
    openTones();
    QVERIFY(eventually([this] { return input().sound()->samples != nullptr; }));
    SoundPlayer *player = page().findChild<SoundBar *>()->player();
    player->play();
    QVERIFY(page().can(Page::Command::Stop));
    const QSignalSpy changed(&page(), &Page::stateChanged);
    page().act(Page::Command::Stop);
    QVERIFY(!player->isPlaying() && !page().can(Page::Command::Stop));
    QVERIFY(!changed.isEmpty());
}

void TestTranscriptionPage::aClosedPageEndsTheRecording()
{
    openTones();
    QVERIFY(eventually([this] { return input().sound()->samples != nullptr; }));
    QThreadPool::globalInstance()->waitForDone();
    const qsizetype before = threadCount();
    page().findChild<QPushButton *>(u"recordSound"_s)->click();
    QVERIFY(input().isRecording());
    QVERIFY(threadCount() > before);
    closePage();
    QVERIFY(eventually([before] { return threadCount() <= before; }));
}

void TestTranscriptionPage::aClickPlaysAPart()
{
    openTones();
    chooseLive();
    answerAll({Verbose});
    const SoundPlayer &player = *page().findChild<SoundBar *>()->player();
    QVERIFY(eventually([this] { return input().sound()->samples != nullptr; }));
    const auto pointAt = [this](int place) {
        QTextCursor cursor(text().document());
        cursor.setPosition(place);
        return text().cursorRect(cursor).center() + QPoint(2, 0);
    };
    QTest::mouseClick(text().viewport(), Qt::LeftButton, {}, pointAt(5)); // "quick"
    QVERIFY(player.isPlaying());
    QVERIFY(eventually([this] { return !text().extraSelections().isEmpty(); }));
    QCOMPARE(text().extraSelections().first().cursor.selectedText(), u"quick"_s);
    QVERIFY(eventually([&player] { return !player.isPlaying(); }));
    QVERIFY(player.position() >= 450ms && player.position() < 700ms);
    QVERIFY(text().extraSelections().isEmpty());
    QTest::mouseClick(text().viewport(), Qt::LeftButton, {}, pointAt(11)); // the second segment
    QVERIFY(player.isPlaying());
    QVERIFY(eventually([&player] { return player.position() > 900ms; }));
    QTest::keyClick(&text(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(&text(), Qt::Key_Return);
    QVERIFY(eventually([&player] { return player.isPlaying() && player.position() < 200ms; }));
}

void TestTranscriptionPage::aTranscriptKeepsItsSound()
{
    openTones();
    chooseLive();
    answerAll({Verbose});
    QVERIFY(eventually([this] { return input().sound()->samples != nullptr; }));
    open(write(u"other.wav"_s, tonesAndPauses(2)));
    QVERIFY(eventually([this] { return input().sound()->samples != nullptr; }));
    const SoundPlayer &player = *page().findChild<SoundBar *>()->player();
    QCOMPARE(player.duration(), 3000ms);
    QTest::keyClick(&text(), Qt::Key_Return);
    QVERIFY(player.isPlaying());
    QCOMPARE(player.duration(), 1500ms);
    QCOMPARE(said(u"playedSound"_s), u"fox.wav"_s);
}

void TestTranscriptionPage::saysThatASoundCannotBePlayed()
{
    open(write(u"a.ogg"_s, "OggS" + QByteArray(100, '\0')));
    QVERIFY(eventually([this] { return said(u"soundAbout"_s).contains(u"cannot be played here"); }));
    chooseLive();
    answerAll({Verbose});
    QTest::keyClick(&text(), Qt::Key_Return);
    QVERIFY(said(u"playedSound"_s).contains(u"only WAV, MP3 and FLAC"));
    QVERIFY(!page().findChild<SoundBar *>()->isVisible());
    openTones();
    QCOMPARE(said(u"playedSound"_s), QString());
}

void TestTranscriptionPage::aClosedPageEndsTheSound()
{
    openTones();
    chooseLive();
    answerAll({Verbose});
    QVERIFY(eventually([this] { return input().sound()->samples != nullptr; }));
    QThreadPool::globalInstance()->waitForDone();
    const qsizetype before = threadCount();
    QTest::keyClick(&text(), Qt::Key_Return);
    QVERIFY(page().findChild<SoundBar *>()->player()->isPlaying());
    QVERIFY(threadCount() > before);
    closePage();
    QVERIFY(eventually([before] { return threadCount() <= before; }));
}

void TestTranscriptionPage::comparesTwoModels()
{
    openTones();
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    chooseLive(0);
    chooseLive(1);
    answerAll({Verbose, R"({"text":"The quick box, now!"})"});
    QVERIFY(eventually([this] { return !said(u"wordErrors"_s, 1).isEmpty(); }));
    QCOMPARE(said(u"wordErrors"_s, 1),
        u"Word error rate 66.7 % against m0: 1 other, 0 missing, 1 too many, of 3"_s);
    QVERIFY(eventually([this] { return !markedWords(text(0)).isEmpty(); }));
    QCOMPARE(markedWords(text(0)), QStringList{u"fox"_s});
    QCOMPARE(markedWords(text(1)), (QStringList{u"box"_s, u"now"_s}));
    answerAll({Verbose, R"({"text":"The quick box, now!"})"}); // the same again
    QVERIFY(eventually([this] { return said(u"wordErrors"_s, 1).startsWith(u"Word error rate 66.7"); }));
    answerAll({Verbose, R"({"text":"The quick fox."})"});
    QVERIFY(eventually([this] { return said(u"wordErrors"_s, 1) == u"The same words as m0"_s; }));
    QVERIFY(markedWords(text(0)).isEmpty() && markedWords(text(1)).isEmpty());
    column(1).findChild<QToolButton *>(u"closeColumn"_s)->click();
    QCOMPARE(said(u"wordErrors"_s, 0), QString());
}

void TestTranscriptionPage::onlyTheSameSoundIsCompared()
{
    openTones();
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    chooseLive(0);
    chooseLive(1);
    answerAll({Verbose, Verbose});
    QVERIFY(eventually([this] { return !said(u"wordErrors"_s, 1).isEmpty(); }));
    open(write(u"other.wav"_s, tonesAndPauses(2)));
    column(1).run();
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", Verbose);
    QVERIFY(waitUntilIdle());
    settle();
    QCOMPARE(said(u"wordErrors"_s, 1), QString());
}

void TestTranscriptionPage::saysThatNoTimesCame()
{
    openTones();
    chooseLive();
    answerAll({R"({"text":"the fox"})"});
    QVERIFY(column().findChild<QPushButton *>(u"saveTranscript"_s)->isVisible());
    QVERIFY(said(u"columnRemarks"_s).contains(u"No timestamps"));
    set(u"timestamp_granularities[]"_s, u"word"_s);
    answerAll({R"({"text":"a","segments":[{"start":0,"end":1,"text":"a"}]})"});
    QVERIFY(said(u"columnRemarks"_s).contains(u"No timestamps of words"));
}

void TestTranscriptionPage::saysThatNothingWasHeard()
{
    openTones();
    chooseLive();
    answerAll({R"({"text":""})"});
    QVERIFY(text().isVisible());
    QCOMPARE(text().placeholderText(), u"No words were heard."_s);
}

void TestTranscriptionPage::aTranscriptStaysUntilAnotherComes()
{
    openTones();
    chooseLive();
    answerAll({R"({"text":"the fox"})"});
    set(u"stream"_s, true);
    page().act(Page::Command::Run);
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    connection->reset();
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY(text().isVisible());
    QCOMPARE(text().toPlainText(), u"the fox"_s);
    page().act(Page::Command::Run);
    connection = server().nextRequest();
    QVERIFY(connection);
    connection->sendHead();
    connection->sendChunk(sseEvent(R"({"type":"transcript.text.delta","delta":"I"})"));
    QVERIFY(eventually([this] { return text().toPlainText() == u"I"_s; }));
}

void TestTranscriptionPage::keepsAndLosesNothing()
{
    openTones();
    QVERIFY(!page().unsaved().isAny());
    set(u"prompt"_s, u"a secret name"_s);
    set(u"language"_s, u"de"_s);
    QVERIFY(page().unsaved().input);
    const QString kept = page().kept({.kind = u"transcription"_s});
    QVERIFY(kept.contains(u"\"de\"") && kept.contains(u"verbose_json"));
    QVERIFY(!kept.contains(u"secret") && !kept.contains(u"fox"));
    chooseLive();
    page().act(Page::Command::Run);
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    connection->sendWhole(413, "application/json", R"({"error":{"message":"Too <i>large</i>"}})");
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY(notice().contains(u"Too <i>large</i>"));
    QCOMPARE(said(u"soundName"_s), u"fox.wav"_s);
}

QTEST_MAIN(TestTranscriptionPage)
#include "tst_transcriptionpage.moc"
