// SPDX-License-Identifier: GPL-3.0-or-later
#include "asktest.h"

#include <QFile>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Of one pixel.
const QByteArray Png = QByteArray::fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

} // namespace

/// What parlance-ask sends with a prompt.
class TestAskAttach : public AskTest
{
    Q_OBJECT

public:
    TestAskAttach()
        : AskTest("sk-secret")
    {
    }

private Q_SLOTS:
    void B_41_chatCompletions();
    void B_38_B_39_messages();
    void namesAreSentIfWanted();
    void savedWithTheRequest();
    void isNotSent_data();
    void isNotSent();

private:
    /// The path of a new file in the program's folder.
    [[nodiscard]] QString written(const QString &name, const QByteArray &bytes) const;
};

QString TestAskAttach::written(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestAskAttach::B_41_chatCompletions()
{
    run({u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s, u"--attach"_s,
        written(u"a.png"_s, Png + "tail"), u"--attach"_s, written(u"b.txt"_s, "Notes"), u"Hi"_s});
    QVERIFY(isAsked());
    QVERIFY2(m_connection->body().contains(
                 R"("content":[{"type":"image_url","image_url":{"url":)"
                 R"("data:image/png;base64,)" +
                 Png.toBase64() + R"("}},{"type":"text","text":"Notes"},{"type":"text","text":"Hi"}])"),
        m_connection->body());
}

void TestAskAttach::B_38_B_39_messages()
{
    run({u"--dialect"_s, u"messages"_s, u"--model"_s, u"m"_s, u"--attach"_s, written(u"a.pdf"_s, "%PDF-1.7"),
        u"Hi"_s});
    QVERIFY(isAsked());
    QVERIFY2(m_connection->body().contains(
                 R"("content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf",)"
                 R"("data":"JVBERi0xLjc="}},{"type":"text","text":"Hi"}])"),
        m_connection->body());
}

void TestAskAttach::namesAreSentIfWanted()
{
    run({u"--dialect"_s, u"messages"_s, u"--model"_s, u"m"_s, u"--attach"_s, written(u"a.pdf"_s, "%PDF-1.7"),
        u"--attach-names"_s, u"Hi"_s});
    QVERIFY(isAsked());
    QVERIFY2(m_connection->body().contains(R"("title":"a.pdf")"), m_connection->body());
}

void TestAskAttach::savedWithTheRequest()
{
    run({u"--dialect"_s, u"messages"_s, u"--model"_s, u"m"_s, u"--attach"_s, written(u"a.png"_s, Png),
        u"--save"_s, u"a.har"_s, u"Hi"_s});
    QVERIFY(isAsked());
    m_connection->sendWhole(400, "application/json", "{}");
    QVERIFY(ends());
    QFile har(m_folder->filePath(u"a.har"_s));
    QVERIFY(har.open(QIODevice::ReadOnly));
    QVERIFY(har.readAll().contains(Png.toBase64()));
}

void TestAskAttach::isNotSent_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("words");
    const QStringList floop{u"--dialect"_s, u"floopfloop"_s};
    const QStringList chat{u"--dialect"_s, u"chat-completions"_s, u"--model"_s, u"m"_s};
    QTest::newRow("not there") << chat + QStringList{u"--attach"_s, u"a.jpg"_s} << "a.jpg does not exist."_ba;
    QTest::newRow("not of the dialect") << floop + QStringList{u"--attach"_s, u"a.png"_s}
                                        << "floopfloop takes no pictures and no PDF: a.png"_ba;
    QTest::newRow("no file to name") << chat + QStringList{u"--attach-names"_s}
                                     << "--attach-names needs an --attach"_ba;
    QTest::newRow("for chats alone") << QStringList{u"--image"_s, u"--model"_s, u"m"_s, u"--attach"_s,
                                            u"a.png"_s}
                                     << "--attach is for chats only"_ba;
}

void TestAskAttach::isNotSent()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, words);
    QVERIFY(!written(u"a.png"_s, Png).isEmpty());
    run(options + QStringList{u"Hi"_s});
    QVERIFY(ends());
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY2(m_errors.contains(words), m_errors);
    QCOMPARE(m_server->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestAskAttach)
#include "tst_askattach.moc"
