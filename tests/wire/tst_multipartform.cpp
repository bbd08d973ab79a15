// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/multipartform.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Reads a form as browsers and servers of Node do.
const auto Parser = uR"(
    let input = "";
    process.stdin.on("data", (data) => input += data);
    process.stdin.on("end", async () => {
        const { type, body } = JSON.parse(input);
        const form = await new Response(Buffer.from(body, "base64"), { headers: { "Content-Type": type } }).formData();
        const fields = [];
        for (const [name, value] of form)
            fields.push(typeof value === "string" ? { name, value }
                : { name, file: value.name, type: value.type,
                    bytes: Buffer.from(await value.arrayBuffer()).toString("base64") });
        console.log(JSON.stringify(fields));
    });
)"_s;

QJsonArray parsed(const MultipartForm &form)
{
    QProcess node;
    node.start(u"node"_s, {u"-e"_s, Parser});
    node.write(QJsonDocument(QJsonObject{{u"type"_s, QString::fromLatin1(form.contentType())},
                                 {u"body"_s, QString::fromLatin1(form.body().toBase64())}})
            .toJson());
    node.closeWriteChannel();
    node.waitForFinished();
    return QJsonDocument::fromJson(node.readAllStandardOutput()).array();
}

QByteArray boundaryOf(const MultipartForm &form)
{
    return form.contentType().sliced(form.contentType().indexOf('=') + 1);
}

} // namespace

class TestMultipartForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBytes();
    void theBoundaryIsInNoPart_data();
    void theBoundaryIsInNoPart();
    void namesOfFiles();
    void anotherParserReadsIt();
};

void TestMultipartForm::theBytes()
{
    MultipartForm form;
    form.add("model", u"whisper-1"_s);
    form.add("timestamp_granularities[]", u"word"_s);
    form.addFile("file", u"a.wav"_s, "audio/wav", QByteArray("RI\0FF", 5));
    QCOMPARE(form.contentType(), "multipart/form-data; boundary=parlance-form-1");
    const QByteArray expected("--parlance-form-1\r\n"
                              "Content-Disposition: form-data; name=\"model\"\r\n\r\n"
                              "whisper-1\r\n"
                              "--parlance-form-1\r\n"
                              "Content-Disposition: form-data; name=\"timestamp_granularities[]\"\r\n\r\n"
                              "word\r\n"
                              "--parlance-form-1\r\n"
                              "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
                              "Content-Type: audio/wav\r\n\r\n");
    QCOMPARE(form.body(), expected + QByteArray("RI\0FF", 5) + "\r\n--parlance-form-1--\r\n");
}

void TestMultipartForm::theBoundaryIsInNoPart_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addRow("once") << QByteArray("\r\n--parlance-form-1\r\n");
    QTest::addRow("some") << QByteArray("parlance-form-1 parlance-form-2 parlance-form-3");
    QTest::addRow("its beginning") << QByteArray("--parlance-form-");
}

void TestMultipartForm::theBoundaryIsInNoPart()
{
    QFETCH(const QByteArray, content);
    MultipartForm asFile;
    asFile.addFile("file", u"a"_s, "audio/wav", content);
    QVERIFY(!content.contains(boundaryOf(asFile)));
    MultipartForm asText;
    asText.add("prompt", QString::fromLatin1(content));
    QVERIFY(!content.contains(boundaryOf(asText)));
    MultipartForm asName;
    asName.addFile("file", QString::fromLatin1(content), "audio/wav", "x");
    QVERIFY(!content.contains(boundaryOf(asName)));
}

void TestMultipartForm::namesOfFiles()
{
    MultipartForm form;
    form.addFile("file", u"a \"b\"\r\nX: 1 \u00e9\u4e2d.wav"_s, "audio/wav", "x");
    const QString head = QString::fromUtf8(form.body());
    QVERIFY(head.contains(u"filename=\"a %22b%22%0D%0AX: 1 \u00e9\u4e2d.wav\"\r\n"_s));
}

void TestMultipartForm::anotherParserReadsIt()
{
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty())
        QSKIP("Node is not installed.");
    QByteArray bytes(70'000, '\0');
    for (qsizetype i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 31);
    bytes += "\r\n--parlance-form-1--\r\n";
    const QString name = u"my \"best\" \u00e9\u4e2d.wav"_s;
    MultipartForm form;
    form.add("prompt", u"two\nlines \u00e9"_s);
    form.add("include[]", u"logprobs"_s);
    form.add("include[]", u"more"_s);
    form.add("empty", QString());
    form.addFile("file", name, "audio/wav", bytes);
    const QJsonArray fields = parsed(form);
    QCOMPARE(fields.size(), 5);
    // A form has CR LF in its texts, by HTML; what was sent is told as it was.
    QCOMPARE(fields.at(0)["value"_L1].toString().remove(u'\r'), u"two\nlines \u00e9"_s);
    QCOMPARE(fields.at(1)["name"_L1].toString(), u"include[]"_s);
    QCOMPARE(fields.at(2)["value"_L1].toString(), u"more"_s);
    QCOMPARE(fields.at(3)["value"_L1].toString(), QString());
    QCOMPARE(fields.at(4)["file"_L1].toString(), name);
    QCOMPARE(fields.at(4)["type"_L1].toString(), u"audio/wav"_s);
    QCOMPARE(QByteArray::fromBase64(fields.at(4)["bytes"_L1].toString().toLatin1()), bytes);
}

QTEST_GUILESS_MAIN(TestMultipartForm)
#include "tst_multipartform.moc"
