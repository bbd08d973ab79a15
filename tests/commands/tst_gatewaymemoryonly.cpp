// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "tracing/tracedprogram.h"

#include "connection.h"

#include <QStandardPaths>
#include <QTest>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

namespace {

const QString Word = u"inputcanary4711"_s;
const QString FileName = u"filecanary4711"_s;
const QByteArray Key = "Authorization: Bearer sk-demo\r\n"; // NOLINT(*-statically-constructed-objects)

QByteArray speechRequest()
{
    return postTo("/v1/audio/speech",
        R"({"model":"demo-voice","voice":"alloy","response_format":"wav","input":")" + Word.toUtf8() + "\"}",
        Key);
}

} // namespace

/// Nothing that the embedded gateway is asked gets to a disk, not even by the program that speaks: each
/// system call of both is looked at while words that occur nowhere else go through them.
class GatewayMemoryOnlyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void keepsNothing_data();
    void keepsNothing();
    void speaksByAnotherProgram();

private:
    TracedProgram m_gateway;
    QUrl m_url;
};

void GatewayMemoryOnlyTest::initTestCase()
{
    if (!TracedProgram::isPossible())
        QSKIP("NOT TESTED: ptrace is refused here, so nobody sees what the programs write");
    m_gateway.start(QStringLiteral(PARLANCE_GATEWAY), {u"--port"_s, u"0"_s});
    QVERIFY(eventually([this] { return m_gateway.process().canReadLine(); }));
    m_url = QUrl(QString::fromUtf8(m_gateway.process().readLine().trimmed().sliced(13)));
}

void GatewayMemoryOnlyTest::cleanupTestCase()
{
    m_gateway.process().kill();
    m_gateway.process().waitForFinished();
}

void GatewayMemoryOnlyTest::keepsNothing_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray word = Word.toUtf8();
    QTest::newRow("embeddings") << postTo(
        "/v1/embeddings", R"({"model":"demo-embed-small","input":")" + word + "\"}", Key);
    QTest::newRow("image") << postTo("/v1/images/generations",
        R"({"model":"demo-image","size":"64x64","response_format":"url","prompt":")" + word + "\"}", Key);
    QTest::newRow("speech") << speechRequest();
    const QByteArray form =
        "--b\r\nContent-Disposition: form-data; name=model\r\n\r\ndemo-hear\r\n"
        "--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\n" +
        word + "\r\n--b\r\nContent-Disposition: form-data; name=file; filename=" + FileName.toUtf8() +
        ".pcm\r\n\r\n" + word.repeated(100) + "\r\n--b--";
    QTest::newRow("transcription") << postTo("/v1/audio/transcriptions", form, Key)
                                          .replace("application/json", "multipart/form-data; boundary=b");
}

void GatewayMemoryOnlyTest::keepsNothing()
{
    QFETCH(QByteArray, request);
    Connection connection(m_url);
    const QByteArray answer = connection.ask(request);
    QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.left(1000).constData());
    QCOMPARE(m_gateway.tracesOf({Word, FileName}), QStringList());
    QCOMPARE(m_gateway.written().keys(), QStringList());
}

void GatewayMemoryOnlyTest::speaksByAnotherProgram()
{
    const QString espeak = QStandardPaths::findExecutable(u"espeak-ng"_s);
    if (espeak.isEmpty())
        QSKIP("espeak-ng is not installed");
    Connection connection(m_url);
    QVERIFY(connection.ask(speechRequest()).startsWith("HTTP/1.1 200"));
    const auto isEspeak = [&](const SystemCall &call) {
        return call.call == "execute"_L1 && call.path == espeak;
    };
    QVERIFY(std::ranges::any_of(m_gateway.calls(), isEspeak));
}

QTEST_GUILESS_MAIN(GatewayMemoryOnlyTest)
#include "tst_gatewaymemoryonly.moc"
