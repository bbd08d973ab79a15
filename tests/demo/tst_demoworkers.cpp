// SPDX-License-Identifier: GPL-3.0-or-later
// What takes long, over real sockets: beside other answers, and within bounds.
#include "demo/server/demogateway.h"

#include "connection.h"
#include "sounds.h"

#include <QFile>
#include <QHostAddress>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <memory>
#include <vector>

using namespace Parlance;
using namespace Parlance::Demo;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray Key = "Authorization: Bearer sk-demo\r\n"; // NOLINT(*-statically-constructed-objects)

DemoSettings settings(const HttpLimits &limits = {})
{
    DemoSettings result;
    result.speed = std::numeric_limits<double>::infinity();
    result.http = limits;
    return result;
}

/// Vectors that take long to write: a thousand of 3072 numbers, or as many as wanted.
QByteArray longRequest(int vectors = 1000)
{
    return postTo("/v1/embeddings",
        R"({"model":"demo-embed-large","dimensions":3072,"input":[)" +
            R"("a fox",)"_ba.repeated(vectors - 1) + R"("a fox"]})",
        Key);
}

QByteArray upload(qsizetype size, const QByteArray &headers = {})
{
    const QByteArray body = "--b\r\nContent-Disposition: form-data; name=model\r\n\r\ndemo-hear\r\n"
                            "--b\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\n" +
                            wavOf(QByteArray(size, 'a'), 48'000) + "\r\n--b--";
    return "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: test\r\n" + Key +
           "Content-Type: multipart/form-data; boundary=b\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray statusOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf(' ') + 1, 3);
}

} // namespace

class WorkersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersAreAnsweredMeanwhile();
    void manyAreAllAnswered();
    void goneClientsLeaveRoom();
    void whoDoesNotReadMakesRoom();
    void endsWhileItComposes();
    void largeUpload();
    void uploadsAreBounded();
    void largeBodiesOnlyForUploads();
    void keyedPictureIsFetchedWithoutAKey();
};

/// Both threads wait for a program that ends only after the others were answered.
void WorkersTest::othersAreAnsweredMeanwhile()
{
    const QTemporaryDir folder;
    QFile program(folder.filePath(u"speaker"_s));
    QVERIFY(program.open(QIODevice::WriteOnly));
    const QByteArray mark = folder.filePath(u"go"_s).toLocal8Bit();
    program.write("#!/bin/sh\nwhile [ ! -e " + mark + " ]; do sleep 0.02; done\nexit 1\n");
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    program.close();
    DemoSettings waiting = settings();
    waiting.speechProgram = program.fileName();
    DemoGateway gateway(waiting);
    const QUrl url = gateway.start().value();
    const QByteArray speech = postTo("/v1/audio/speech",
        R"({"model":"demo-voice","input":"a fox","voice":"alloy","response_format":"wav"})", Key);
    std::vector<std::unique_ptr<Connection>> busy;
    for (int i = 0; i < 3; ++i) {
        busy.push_back(std::make_unique<Connection>(url));
        busy.back()->send(speech);
    }
    Connection quick(url);
    QCOMPARE(statusOf(quick.ask(get("/api/health"))), "200");
    QFile go(QFile::decodeName(mark));
    QVERIFY(go.open(QIODevice::WriteOnly));
    for (const auto &one : busy)
        QCOMPARE(statusOf(one->readAnswer()), "500");
}

void WorkersTest::manyAreAllAnswered()
{
    DemoGateway gateway(settings());
    const QUrl url = gateway.start().value();
    std::vector<std::unique_ptr<Connection>> all;
    const QByteArray request =
        postTo("/v1/embeddings", R"({"model":"demo-embed-small","input":"a fox"})", Key);
    for (int i = 0; i < 40; ++i) {
        all.push_back(std::make_unique<Connection>(url));
        all.back()->send(request + request);
    }
    for (const auto &one : all) {
        QCOMPARE(statusOf(one->readAnswer()), "200");
        QCOMPARE(statusOf(one->readAnswer()), "200");
    }
}

void WorkersTest::goneClientsLeaveRoom()
{
    DemoGateway gateway(settings());
    const QUrl url = gateway.start().value();
    for (int i = 0; i < 20; ++i) {
        Connection gone(url);
        gone.send(longRequest());
        gone.hangUp();
    }
    Connection next(url);
    QCOMPARE(statusOf(next.ask(postTo("/v1/embeddings", R"({"model":"demo-embed-small","input":"a"})", Key))),
        "200");
}

/// Eight answers that nobody takes are all that is kept; when their clients are given up, the next comes.
void WorkersTest::whoDoesNotReadMakesRoom()
{
    DemoGateway gateway(settings({.patience = 500ms}));
    const QUrl url = gateway.start().value();
    const QByteArray host = "Host: " + url.authority().toLatin1() + "\r\n";
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 10; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        QVERIFY(silent.back()->bind(QHostAddress(QHostAddress::LocalHost)));
        silent.back()->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
        silent.back()->setReadBufferSize(1);
        silent.back()->connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(silent.back()->waitForConnected(Patience));
        silent.back()->write(longRequest(250).replace("Host: test\r\n", host));
        silent.back()->flush();
    }
    Connection next(url);
    QCOMPARE(statusOf(next.ask(postTo("/v1/embeddings", R"({"model":"demo-embed-small","input":"a"})", Key))),
        "200");
}

void WorkersTest::endsWhileItComposes()
{
    std::vector<std::unique_ptr<Connection>> waiting;
    {
        DemoGateway gateway(settings());
        const QUrl url = gateway.start().value();
        for (int i = 0; i < 4; ++i) {
            waiting.push_back(std::make_unique<Connection>(url));
            waiting.back()->send(longRequest());
        }
        Connection quick(url);
        QCOMPARE(statusOf(quick.ask(get("/api/health"))), "200");
    }
    for (const auto &one : waiting)
        QVERIFY(one->waitForEnd());
}

void WorkersTest::largeUpload()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    const QByteArray answer = connection.ask(upload((25 << 20) - 44));
    QCOMPARE(statusOf(answer), "200");
    QVERIFY(answer.contains("The recording has 273.07 s at 48000 Hz"));
}

/// While the only place is taken by a body that is still on its way, another large one is refused, a small
/// one is not, and the place is free again afterwards.
void WorkersTest::uploadsAreBounded()
{
    DemoGateway gateway(settings({.uploads = 1}));
    const QUrl url = gateway.start().value();
    auto first = std::make_unique<Connection>(url);
    const QByteArray large = upload(5 << 20);
    const qsizetype head = large.indexOf("\r\n\r\n") + 4;
    first->send(QByteArray(large.first(head)).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
    QVERIFY(first->readUntil("\r\n\r\n").contains("100 Continue"));
    Connection second(url);
    const QByteArray refused = second.ask(large);
    QCOMPARE(statusOf(refused), "503");
    QVERIFY(refused.contains("1 large bodies at once"));
    Connection small(url);
    QCOMPARE(statusOf(small.ask(upload(1 << 20))), "200");
    first->send(large.sliced(head));
    QCOMPARE(statusOf(first->readAnswer()), "200");
    first->send(QByteArray(large.first(head)).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
    QVERIFY(first->readUntil("\r\n\r\n").contains("100 Continue"));
    first->hangUp();
    const auto isFree = [&] {
        Connection next(url);
        return statusOf(next.ask(large)) == "200";
    };
    QVERIFY(QTest::qWaitFor(isFree, Patience));
}

void WorkersTest::largeBodiesOnlyForUploads()
{
    DemoGateway gateway(settings());
    const QUrl url = gateway.start().value();
    Connection embeddings(url);
    embeddings.send("POST /v1/embeddings HTTP/1.1\r\nHost: test\r\nContent-Length: 5000000\r\n\r\n");
    QCOMPARE(statusOf(embeddings.readAnswer()), "413");
    Connection tooLarge(url);
    tooLarge.send("POST /v1/audio/transcriptions HTTP/1.1\r\nHost: test\r\nContent-Length: 28000000\r\n\r\n");
    const QByteArray answer = tooLarge.readAnswer();
    QCOMPARE(statusOf(answer), "413");
    QVERIFY(answer.contains("more than 27262976 bytes"));
}

void WorkersTest::keyedPictureIsFetchedWithoutAKey()
{
    DemoGateway gateway(settings());
    Connection connection(gateway.start().value());
    const QByteArray answer = connection.ask(postTo("/v1/images/generations",
        R"({"model":"demo-image","prompt":"a fox","size":"64x64","response_format":"url"})", Key));
    const qsizetype path = answer.indexOf("/v1/images/files/");
    QVERIFY(path > 0);
    const QByteArray picture = connection.ask(get(answer.sliced(path, answer.indexOf('"', path) - path)));
    QCOMPARE(statusOf(picture), "200");
    QVERIFY(picture.contains("image/png") && bodyOf(picture).startsWith("\x89PNG"));
    QCOMPARE(statusOf(connection.ask(get("/v1/images/files/"))), "404");
}

QTEST_GUILESS_MAIN(WorkersTest)
#include "tst_demoworkers.moc"
