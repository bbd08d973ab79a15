// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "client/httpexchange.h"
#include "support/eventually.h"
#include "wire/dialects/registry.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A server with a certificate that nobody vouches for, made on the spot.
std::optional<QSslConfiguration> selfSigned()
{
    const QTemporaryDir folder;
    const QString key = folder.filePath(u"key.pem"_s);
    const QString certificate = folder.filePath(u"certificate.pem"_s);
    const int result = QProcess::execute(u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
            u"-nodes"_s, u"-batch"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s,
            u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate});
    if (result != 0)
        return {};
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(contents(key), QSsl::Ec));
    configuration.setLocalCertificate(QSslCertificate(contents(certificate)));
    return configuration;
}

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X_07_aCertificateErrorIsShownAndNothingSent_data();
    void X_07_aCertificateErrorIsShownAndNothingSent();
    void aTrustedServerServesOverOneConnection_data();
    void aTrustedServerServesOverOneConnection();
};

void TestTls::X_07_aCertificateErrorIsShownAndNothingSent_data()
{
    QTest::addColumn<ChatRequest>("request");
    QTest::newRow("a small request") << ChatRequest();
    ChatRequest large;
    large.messages = {Message::of(Role::User, QString(1024 * 1024, u'x'))};
    QTest::newRow("a large request") << large;
}

void TestTls::X_07_aCertificateErrorIsShownAndNothingSent()
{
    QFETCH(const ChatRequest, request);
    const auto configuration = selfSigned();
    if (!configuration || !QSslSocket::supportsSsl())
        QSKIP("needs openssl");
    QSslServer server;
    server.setSslConfiguration(*configuration);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    connect(&server, &QSslServer::newConnection, this, [&server, &received] {
        QTcpSocket *socket = server.nextPendingConnection();
        if (!socket) // the handshake failed
            return;
        connect(
            socket, &QTcpSocket::readyRead, socket, [socket, &received] { received += socket->readAll(); });
    });

    ChatClient client;
    const Target target{.url = QUrl(u"https://127.0.0.1:%1/api/chat"_s.arg(server.serverPort())),
        .headers = {{"Authorization", "Bearer test-key"}},
        .dialect = findDialect(u"chat-completions")};
    const std::unique_ptr<Exchange> exchange(client.start(target, request, nullptr));
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    QVERIFY(eventually([&finished] { return !finished.isEmpty(); }));
    settle();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(exchange->reply().state, Reply::State::Failed);
    QCOMPARE(exchange->reply().error->kind, ChatError::Kind::Tls);
    QVERIFY2(exchange->reply().error->message.contains(u"self-signed"_s, Qt::CaseInsensitive),
        qPrintable(exchange->reply().error->message));
    QCOMPARE(received, QByteArray());
}

void TestTls::aTrustedServerServesOverOneConnection_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("by its name") << u"127.0.0.1"_s << true;
    QTest::newRow("by another") << u"localhost"_s << false;
}

/// The name in the certificate counts, and the connection is kept as any other.
void TestTls::aTrustedServerServesOverOneConnection()
{
    QFETCH(const QString, host);
    QFETCH(const bool, isRight);
    const auto configuration = selfSigned();
    if (!configuration || !QSslSocket::supportsSsl())
        QSKIP("needs openssl");
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = before;
    trusting.addCaCertificate(configuration->localCertificate());
    QSslConfiguration::setDefaultConfiguration(trusting);
    const auto restore = qScopeGuard([&before] { QSslConfiguration::setDefaultConfiguration(before); });
    QSslServer server;
    server.setSslConfiguration(*configuration);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int connections = 0;
    connect(&server, &QSslServer::pendingConnectionAvailable, this, [&server, &connections] {
        ++connections;
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
    });

    ChatClient client;
    const QUrl url(u"https://%1:%2/api/health"_s.arg(host).arg(server.serverPort()));
    for (int round = 0; round < 3; ++round) {
        const std::unique_ptr<HttpExchange> exchange(client.askForHealth(url, nullptr));
        QSignalSpy finished(exchange.get(), &HttpExchange::finished);
        QVERIFY(eventually([&finished] { return !finished.isEmpty(); }));
        const Recording &recording = exchange->call()->recording;
        QCOMPARE(recording.head.has_value(), isRight);
        QCOMPARE(recording.encryptedAt.has_value(), isRight && round == 0);
        QCOMPARE(recording.end->failure.has_value(), !isRight);
        if (!isRight)
            QCOMPARE(recording.end->failure->kind, ChatError::Kind::Tls);
    }
    QCOMPARE(connections, isRight ? 1 : 0);
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
